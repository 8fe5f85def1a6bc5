import { describe, expect, it } from 'vitest';
import type { ClaimedRecipient, ClaimedTransaction } from '@/lib/queue/claim-due';
import { wantsReport } from '@/smtp-worker/delivery/bounce';

const transaction: ClaimedTransaction = {
  id: 'id',
  receivedAt: new Date(0),
  sender: 'alice@local.example',
  bodyType: '7bit',
  smtpUtf8: false,
  dsnRet: null,
  dsnEnvid: null,
  messageIdHeader: null,
  size: 1,
  facts: {},
};
const recipient = (dsnNotify: string | null): ClaimedRecipient => ({
  id: '1',
  address: 'bob@partner.example',
  domain: 'partner.example',
  relayed: true,
  attempts: 0,
  expiresAt: null,
  delayTold: false,
  dsnNotify,
  dsnOrcpt: null,
  lastReason: null,
  headerEdits: [],
  routeOverride: null,
  returned: false,
  urgent: false,
  transaction,
});

describe('wantsReport (RFC 3461 4.1)', () => {
  it.each([
    [null, true, true, false],
    ['NEVER', false, false, false],
    ['FAILURE', true, false, false],
    ['SUCCESS,FAILURE', true, false, true],
    ['success', false, false, true],
    ['DELAY', false, true, false],
  ])('NOTIFY=%s: failure %s, delay %s, success %s', (notify, failure, delay, success) => {
    expect(wantsReport(transaction, recipient(notify), 'FAILURE')).toBe(failure);
    expect(wantsReport(transaction, recipient(notify), 'DELAY')).toBe(delay);
    expect(wantsReport(transaction, recipient(notify), 'SUCCESS')).toBe(success);
  });

  it('never answers the null sender', () => {
    expect(wantsReport({ ...transaction, sender: '' }, recipient('SUCCESS,FAILURE'), 'FAILURE')).toBe(false);
  });
});
