import type { CompiledPolicy } from '@/lib/policy/compile';
import { type DnsLookup, isDnsLookup, type Lookup } from '@/lib/policy/lookup-facts';
import { neededLookups } from '@/lib/policy/needed-lookups';
import type { Envelope } from './envelope';
import { tellFirstSeen, withoutFirstSeen } from './first-seen';
import { judge } from './judge';
import { envelopeOf, factsAt, type SimulatedMail } from './simulate';

/**
 * What a session would ask the DNS for next for a mail of which this is known: at the first stage at which something is needed. Empty once the
 * mail can be simulated.
 */
export function lookupsToSimulate(compiled: CompiledPolicy, mail: SimulatedMail): readonly DnsLookup[] {
  for (const stage of ['connect', 'mail'] as const) {
    const facts = factsAt(stage, mail);
    const needed = neededLookups(compiled, facts, stage).filter(isDnsLookup);
    if (needed.length > 0) return needed;
    if (judge(compiled, facts, stage, true).kind === 'refused') return [];
  }
  const envelope = envelopeOf(compiled, mail);
  const accepted = [];
  for (const mailbox of mail.recipients) {
    const needed = askedFor(mail, envelope, envelope.addressOf(mailbox), () => envelope.lookupsFor(mailbox));
    if (needed.length > 0) return needed;
    const answer = envelope.add(mailbox);
    if (answer.kind === 'accepted') accepted.push(answer.recipient);
  }
  const message = { ...withoutFirstSeen(factsAt('data', mail)), 'recipient.count': accepted.length };
  return accepted.flatMap((recipient) => askedFor(mail, envelope, recipient.address, () => envelope.lookupsForMessage(recipient, message)));
}

/** The DNS is asked first, as in a session; then, when that settles nothing, for the first attempt, which is known here. */
function askedFor(mail: SimulatedMail, envelope: Envelope, address: string | null, next: () => readonly Lookup[]): readonly DnsLookup[] {
  const needed = next();
  const ofDns = needed.filter(isDnsLookup);
  if (ofDns.length > 0 || !tellFirstSeen(envelope, address, needed, mail.facts)) return ofDns;
  return next().filter(isDnsLookup);
}
