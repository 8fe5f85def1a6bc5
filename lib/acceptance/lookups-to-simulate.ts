import type { CompiledPolicy } from '@/lib/policy/compile';
import type { Lookup } from '@/lib/policy/lookup-facts';
import { neededLookups } from '@/lib/policy/needed-lookups';
import { judge } from './judge';
import { envelopeOf, factsAt, type SimulatedMail } from './simulate';

/**
 * What a session would look up next for a mail of which this is known: at the first stage at which something is needed. Empty once the mail
 * can be simulated.
 */
export function lookupsToSimulate(compiled: CompiledPolicy, mail: SimulatedMail): readonly Lookup[] {
  for (const stage of ['connect', 'mail'] as const) {
    const facts = factsAt(stage, mail);
    const needed = neededLookups(compiled, facts, stage);
    if (needed.length > 0) return needed;
    if (judge(compiled, facts, stage, true).kind === 'refused') return [];
  }
  const envelope = envelopeOf(compiled, mail);
  const accepted = [];
  for (const mailbox of mail.recipients) {
    const needed = envelope.lookupsFor(mailbox);
    if (needed.length > 0) return needed;
    const answer = envelope.add(mailbox);
    if (answer.kind === 'accepted') accepted.push(answer.recipient);
  }
  const message = { ...factsAt('data', mail), 'recipient.count': accepted.length };
  return accepted.flatMap((recipient) => envelope.lookupsForMessage(recipient, message));
}
