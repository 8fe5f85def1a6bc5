import { describe, expect, it } from 'vitest';
import { isShown } from '@/components/live/live-filter';
import { type LiveRows, MOST_ROWS, withEvent } from '@/components/live/live-rows';
import type { LiveEvent } from '@/lib/live/live-event';

const at = '2026-11-24T09:00:00.000Z';
const opened: LiveEvent = { name: 'session-opened', at, session: 's1', listener: 'smtp', clientIp: '192.0.2.7' };
const secured: LiveEvent = { name: 'tls-established', at, session: 's1', version: 'TLSv1.3' };
const accepted = (queueId: string): LiveEvent => ({
  name: 'transaction-accepted',
  at,
  session: 's1',
  queueId,
  sender: 'ann@a.tld',
  recipients: 2,
});
const refused: LiveEvent = {
  name: 'transaction-refused',
  at,
  session: 's1',
  queueId: 'Q2',
  sender: 'eve@a.tld',
  recipient: null,
  reply: '550 no',
};
const started: LiveEvent = { name: 'delivery-started', at, queueId: 'Q1', recipients: 2, nextHop: 'b.tld' };
const delivered = (recipient: string): LiveEvent => ({
  name: 'delivered',
  at,
  queueId: 'Q1',
  recipient,
  nextHop: 'mx.b.tld:25',
  tlsVersion: 'TLSv1.2',
});
const deferred: LiveEvent = {
  name: 'deferred',
  at,
  queueId: 'Q9',
  recipient: 'x@b.tld',
  nextHop: '',
  reason: 'timeout',
  detail: 'no answer',
};

const rowsAfter = (...events: LiveEvent[]): LiveRows => events.reduce(withEvent, []);
const short = (rows: LiveRows) => rows.map(({ outcome, peer, tls, sender, recipient }) => [outcome, peer, tls, sender ?? recipient]);

describe('the rows of the live page', () => {
  it.each<[string, LiveRows, unknown[][]]>([
    [
      'a session from the connection to its end',
      rowsAfter(opened, { name: 'session-closed', at, session: 's1' }),
      [['closed', '192.0.2.7', null, null]],
    ],
    ['its first answer stands in its row', rowsAfter(opened, secured, accepted('Q1')), [['accepted', '192.0.2.7', 'TLSv1.3', 'ann@a.tld']]],
    [
      'each further answer has a row of its own, with what is known of the session',
      rowsAfter(opened, secured, accepted('Q1'), refused, { name: 'session-closed', at, session: 's1' }),
      [
        ['refused', '192.0.2.7', 'TLSv1.3', 'eve@a.tld'],
        ['accepted', '192.0.2.7', 'TLSv1.3', 'ann@a.tld'],
      ],
    ],
    ['an answer in a session that began before', rowsAfter(refused), [['refused', '', undefined, 'eve@a.tld']]],
    [
      'a delivery and its result for each recipient',
      rowsAfter(started, delivered('one@b.tld'), delivered('two@b.tld')),
      [
        ['delivered', 'mx.b.tld:25', 'TLSv1.2', 'two@b.tld'],
        ['delivered', 'mx.b.tld:25', 'TLSv1.2', 'one@b.tld'],
      ],
    ],
    ['a result without its beginning', rowsAfter(deferred), [['deferred', '', undefined, 'x@b.tld']]],
  ])('%s', (_, rows, expected) => {
    expect(short(rows)).toEqual(expected);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  it('are never more than so many', () => {
    const many = Array.from({ length: MOST_ROWS + 20 }, (_, n): LiveEvent => ({ ...opened, session: `s${n}` }));
    const rows = rowsAfter(...many);
    expect([rows.length, rows[0]?.key]).toEqual([MOST_ROWS, `s${MOST_ROWS + 19}`]);
  });

  it.each([
    [{ text: ' ANN@ ', kind: '', outcome: '' }, 1],
    [{ text: 'tlsv1.3', kind: 'session', outcome: 'accepted' }, 1],
    [{ text: '', kind: 'delivery', outcome: '' }, 0],
    [{ text: '', kind: '', outcome: 'refused' }, 0],
  ] as const)('are shown as the filter says: %j', (filter, expected) => {
    expect(rowsAfter(opened, secured, accepted('Q1')).filter((row) => isShown(row, filter))).toHaveLength(expected);
  });
});
