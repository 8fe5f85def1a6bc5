import { describe, expect, test } from 'vitest';
import type { Difference } from '@/lib/replay/compare';
import type { ReplayOutcome } from '@/lib/replay/outcome';
import { ReplayTally } from '@/lib/replay/tally';

const ACCEPT: ReplayOutcome = { kind: 'accept', route: null, others: {} };
const TO_MX: ReplayOutcome = {
  kind: 'accept',
  route: { nextHop: { kind: 'mx', domain: 'partner.example', port: 25 }, demand: { startsWith: 'opportunistic' } },
  others: {},
};
const reject = (text = 'Encryption needed'): ReplayOutcome => ({ kind: 'reject', reply: { code: 550, enhanced: '5.7.10', text } });

function difference(given: Partial<Difference> = {}): Difference {
  return { recipientDomain: 'company.example', before: ACCEPT, after: reject(), ...given };
}

function message(id: string, senderDomain: string | null = 'partner.example') {
  return {
    id,
    stage: 'data' as const,
    facts: { 'envelope.senderDomain': senderDomain, 'connection.remoteIp': '192.0.2.1' },
    recipients: [],
  };
}

describe('a tally', () => {
  test('counts what was judged, what changes and how, and what was not recorded', () => {
    const tally = new ReplayTally();
    tally.add(message('1'), { differences: [], incomplete: false });
    tally.add(message('2'), { differences: [], incomplete: true });
    tally.add(message('3'), { differences: [difference()], incomplete: false });
    expect(tally.totals()).toEqual({ judged: 3, changed: 1, incomplete: 1, effects: { reject: 1 } });
  });

  test('counts a message once, however many of its recipients change alike', () => {
    const tally = new ReplayTally();
    tally.add(message('1'), {
      differences: [difference(), difference(), difference({ recipientDomain: 'other.example' })],
      incomplete: false,
    });
    expect(tally.totals().effects).toEqual({ reject: 1 });
    expect(tally.table('senderDomain', 10).groups.map(({ value, messages }) => [value, messages])).toEqual([['partner.example', 1]]);
    expect(tally.table('recipientDomain', 10).groups.map(({ value, messages }) => [value, messages])).toEqual([
      ['company.example', 1],
      ['other.example', 1],
    ]);
  });

  test('tells two kinds of change of one domain apart, but not two wordings', () => {
    const tally = new ReplayTally();
    tally.add(message('1'), { differences: [difference()], incomplete: false });
    tally.add(message('2'), { differences: [difference({ after: reject('otherwise worded') })], incomplete: false });
    tally.add(message('3'), { differences: [difference({ after: { kind: 'discard' } })], incomplete: false });
    expect(tally.table('senderDomain', 10).groups.map(({ after, examples }) => [after.kind, examples])).toEqual([
      ['reject', ['1', '2']],
      ['discard', ['3']],
    ]);
  });

  test('calls a change of wording, of route or of a setting alone what it is', () => {
    const tally = new ReplayTally();
    tally.add(message('1'), { differences: [difference({ before: reject('a'), after: reject('b') })], incomplete: false });
    tally.add(message('2'), { differences: [difference({ before: ACCEPT, after: TO_MX })], incomplete: false });
    tally.add(message('3'), {
      differences: [difference({ before: TO_MX, after: { ...TO_MX, others: { maxMessageSize: 1 } } })],
      incomplete: false,
    });
    expect(tally.totals().effects).toEqual({ reply: 1, route: 1, settings: 1 });
  });

  test('keeps the large groups and counts what it lets go of', () => {
    const tally = new ReplayTally(10);
    for (let n = 0; n < 200; n += 1) {
      tally.add(message(`a${n}`, 'large.example'), { differences: [difference()], incomplete: false });
      tally.add(message(`b${n}`, `small-${n}.example`), { differences: [difference()], incomplete: false });
    }
    const { groups, further } = tally.table('senderDomain', 3);
    expect(groups[0]).toMatchObject({ value: 'large.example', messages: 200 });
    expect(groups[0]?.examples).toHaveLength(5);
    expect(groups).toHaveLength(3);
    expect(groups.reduce((sum, { messages }) => sum + messages, further)).toBe(400);
  });

  test('names neither the null sender nor a client that is not known', () => {
    const tally = new ReplayTally();
    tally.add(message('1', null), { differences: [difference({ recipientDomain: null })], incomplete: false });
    expect(tally.table('senderDomain', 1).groups[0]?.value).toBeNull();
    expect(tally.table('recipientDomain', 1).groups[0]?.value).toBeNull();
  });
});
