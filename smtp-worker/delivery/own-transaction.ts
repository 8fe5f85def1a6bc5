import { isAscii } from 'node:buffer';
import type { CompiledPolicy } from '@/lib/policy/compile';
import type { OwnKind } from '@/lib/queue/own-kinds';
import type { NewTransaction } from '@/lib/queue/transaction';
import { reportFacts } from './report-facts';

/** A message that the gateway itself has written. */
export interface OwnMessage {
  /** Queue id. */
  readonly id: string;
  readonly kind: OwnKind;
  readonly to: string;
  readonly messageId: string;
  readonly subject: string;
  /** Of a DSN: the transaction that it reports on. */
  readonly reportsOn: string | null;
  readonly body: Uint8Array;
}

export interface OwnContext {
  readonly hostname: string;
  readonly workerId: string;
  readonly policy: CompiledPolicy;
  readonly now: Date;
}

/**
 * The message as a transaction of its own, from the null sender, so that no DSN ever answers it (RFC 5321 4.5.5). It has come through no
 * session and no rule was asked; its routing is judged like that of any other mail.
 */
export function ownTransaction(message: OwnMessage, { hostname, workerId, policy, now }: OwnContext): NewTransaction {
  const { id, kind, to, messageId, subject, reportsOn, body } = message;
  const at = to.lastIndexOf('@');
  const domain = at === -1 ? '' : to.slice(at + 1);
  const reply = `250 2.0.0 Ok: queued as ${id}`;
  const { revision } = policy.policy;
  return {
    id,
    receivedAt: now,
    workerId,
    listener: kind,
    clientIp: '127.0.0.1',
    clientPort: 0,
    ehloName: hostname,
    tlsVersion: null,
    tlsCipher: null,
    authenticatedUser: null,
    sender: '',
    accepted: true,
    stage: 'data',
    reply,
    revision,
    facts: reportFacts(kind, hostname, body.length),
    decision: null,
    size: body.length,
    bodyType: isAscii(body) ? '7bit' : '8bitmime',
    smtpUtf8: !isAscii(Buffer.from(to)),
    dsnRet: null,
    dsnEnvid: null,
    messageIdHeader: messageId,
    subject,
    reportsOn,
    recipients: [
      {
        address: to,
        domain,
        relayed: !policy.localDomains.has(domain),
        state: 'pending',
        reply,
        decision: { revision, stage: 'data', settings: {}, trace: [] },
        decidedByRule: null,
        dsnNotify: 'NEVER',
        dsnOrcpt: null,
        headerEdits: [],
        firstSeen: null,
        origin: null,
        nextAttemptAt: now,
        expiresAt: new Date(now.getTime() + policy.policy.routing.queueLifetime * 1000),
      },
    ],
    body,
  };
}
