import { describe, expect, test } from 'vitest';
import { Envelope } from '@/lib/acceptance/envelope';
import { type Accepted, finalRecipients } from '@/lib/acceptance/recipient-changes';
import { parseMailbox } from '@/lib/mail/address';
import { compilePolicy } from '@/lib/policy/compile';
import { answer, larger, policyOf, rule, type ShortRule, toAddress } from '../policy/rules';

const deliverTo = {
  hosts: [{ host: 'mx.a.tld', port: null }],
  encryption: 'opportunistic' as const,
  certificateCheck: null,
  authentication: null,
};
const FACTS = { 'time.now': '2026-11-24T06:30:00.000Z', 'connection.remoteIp': '203.0.113.7', 'connection.encrypted': true };

/** "a@a.tld accept", "c@c.tld relayed accept added of a@a.tld by rule 1" for what becomes of mail to these local addresses. */
function becomes(rules: readonly ShortRule[], ...to: string[]): string[] {
  const policy = policyOf({
    rules: rules.map((short, i) => rule({ name: `rule ${i + 1}`, ...short })),
    localDomains: [{ domain: 'a.tld', deliverTo }],
  });
  const compiled = compilePolicy(policy);
  const start = { compiled, tlsOffered: true, remoteIp: '203.0.113.7', authenticatedUser: null, declaredSize: null, facts: FACTS };
  const envelope = new Envelope(start);
  const accepted = to.flatMap((address): Accepted[] => {
    const mailbox = parseMailbox(address);
    const said = mailbox === null ? null : envelope.add(mailbox);
    if (said?.kind !== 'accepted') return [];
    const judgement = envelope.judgeMessage(said.recipient, { 'message.size': 1000 });
    return judgement.kind === 'passed' ? [{ recipient: said.recipient, judgement }] : [];
  });
  return finalRecipients(compiled, accepted).map(({ address, relayed, fate, origin }) =>
    [
      address,
      ...(relayed ? ['relayed'] : []),
      fate,
      ...(origin === null ? [] : [origin.kind, ...('of' in origin ? [`of ${origin.of}`] : []), `by ${origin.rule.name}`]),
    ].join(' '),
  );
}

const copy = (address: string) => ['recipient.add', { address }] as const;
const redirect = (address: string) => ['recipient.redirect', { address }] as const;
const discard = ['recipient.discard', {}] as const;
const forA = { conditions: [toAddress('a@a.tld')] };

describe('what rules make of the recipients', () => {
  test.each<[string, ShortRule[], string[], string[]]>([
    ['nothing without a rule', [], ['a@a.tld', 'b@a.tld'], ['a@a.tld accept', 'b@a.tld accept']],
    [
      'a copy, even to where the client could not send',
      [{ actions: [copy('c@c.tld')] }],
      ['a@a.tld'],
      ['a@a.tld accept', 'c@c.tld relayed accept added of a@a.tld by rule 1'],
    ],
    [
      'one copy for several recipients',
      [{ actions: [copy('c@a.tld')] }],
      ['a@a.tld', 'b@a.tld'],
      ['a@a.tld accept', 'c@a.tld accept added of a@a.tld by rule 1', 'b@a.tld accept'],
    ],
    [
      'no copy to who gets it anyway',
      [{ ...forA, actions: [copy('B@a.tld')] }],
      ['a@a.tld', 'b@a.tld'],
      ['a@a.tld accept', 'b@a.tld accept'],
    ],
    [
      'copies of every rule that matches',
      [{ actions: [copy('c@a.tld'), copy('d@a.tld')] }, { actions: [copy('e@a.tld')] }],
      ['a@a.tld'],
      [
        'a@a.tld accept',
        'c@a.tld accept added of a@a.tld by rule 1',
        'd@a.tld accept added of a@a.tld by rule 1',
        'e@a.tld accept added of a@a.tld by rule 2',
      ],
    ],
    [
      'another in the place of one alone',
      [{ ...forA, actions: [redirect('c@a.tld')] }],
      ['a@a.tld', 'b@a.tld'],
      ['a@a.tld redirect redirect by rule 1', 'c@a.tld accept redirected of a@a.tld by rule 1', 'b@a.tld accept'],
    ],
    [
      'nothing for one alone',
      [{ ...forA, actions: [discard] }],
      ['a@a.tld', 'b@a.tld'],
      ['a@a.tld discard discard by rule 1', 'b@a.tld accept'],
    ],
    [
      'no circle: who is brought in is judged by no rule again',
      [
        { conditions: [toAddress('a@a.tld')], actions: [redirect('b@a.tld')] },
        { conditions: [toAddress('b@a.tld')], actions: [redirect('a@a.tld')] },
      ],
      ['a@a.tld'],
      ['a@a.tld redirect redirect by rule 1', 'b@a.tld accept redirected of a@a.tld by rule 1'],
    ],
    [
      'a change of places',
      [
        { conditions: [toAddress('a@a.tld')], actions: [redirect('b@a.tld')] },
        { conditions: [toAddress('b@a.tld')], actions: [redirect('a@a.tld')] },
      ],
      ['a@a.tld', 'b@a.tld'],
      [
        'a@a.tld redirect redirect by rule 1',
        'b@a.tld accept redirected of a@a.tld by rule 1',
        'b@a.tld redirect redirect by rule 2',
        'a@a.tld accept redirected of b@a.tld by rule 2',
      ],
    ],
    [
      'a held copy of what is held',
      [{ actions: [answer('hold'), copy('c@a.tld')] }],
      ['a@a.tld'],
      ['a@a.tld hold', 'c@a.tld hold added of a@a.tld by rule 1'],
    ],
    [
      'a copy of what is dropped, but nobody in its place',
      [{ actions: [answer('discard'), copy('c@a.tld'), redirect('d@a.tld')] }],
      ['a@a.tld'],
      ['a@a.tld discard', 'c@a.tld accept added of a@a.tld by rule 1'],
    ],
    ['what a later fact decides', [{ conditions: [larger(500)], actions: [discard] }], ['a@a.tld'], ['a@a.tld discard discard by rule 1']],
    ['nothing by a monitored rule', [{ mode: 'monitor', actions: [discard, copy('c@a.tld')] }], ['a@a.tld'], ['a@a.tld accept']],
    ['nothing for who is not accepted', [{ actions: [copy('c@a.tld')] }], ['x@elsewhere.tld'], []],
  ])('%s', (_, rules, recipients, expected) => {
    expect(becomes(rules, ...recipients)).toEqual(expected);
  });
});
