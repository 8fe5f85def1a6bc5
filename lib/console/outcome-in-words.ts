import type { ActualOutcome } from '@/lib/acceptance/actual-outcome';
import { type ExpectedOutcome, REFUSAL_STAGES } from '@/lib/acceptance/expected-outcome';
import type { Locale } from '@/lib/i18n/locales';
import { outcomeWords } from '@/lib/i18n/messages/policy-tests';
import { formatHostPort } from '@/lib/mail/host';
import { formatReply } from '@/lib/mail/reply';
import type { NextHop } from '@/lib/routing/next-hop';
import { demandInWords } from './attempt-view';

/** "Refused at MAIL FROM at the latest", "Accepted, to mx.partner.example:465, only over TLS". */
export function expectedInWords(expected: ExpectedOutcome, locale: Locale): string {
  const words = outcomeWords[locale];
  const fate = words.fates[expected.fate];
  if ('by' in expected) return words.atTheLatest(fate, words.stages[expected.by]);
  if (!('tls' in expected)) return fate;
  const { nextHop, tls } = expected;
  const parts = [fate, ...(nextHop === null ? [] : [words.to(hopInWords(nextHop, locale))]), words.least[tls]];
  return parts.join(', ');
}

/** "Refused at MAIL FROM: 550 5.7.10 Encryption needed", "Accepted, to mx.partner.example:465, TLS from the first byte, ...". */
export function actualInWords({ fate, stage, reply, plan }: ActualOutcome, locale: Locale): string {
  const words = outcomeWords[locale];
  if (fate === 'refused' || fate === 'put-off') {
    const at = REFUSAL_STAGES.find((one) => one === stage) ?? 'data';
    return words.at(words.fates[fate], words.stages[at], formatReply(reply));
  }
  if (plan === null) return words.fates[fate];
  if (plan.kind === 'undetermined') return `${words.fates[fate]}, ${words.undetermined(plan.reason)}`;
  return [words.fates[fate], words.to(hopInWords(plan.nextHop, locale)), demandInWords(plan.demand, locale)].join(', ');
}

type Hop = { readonly kind: 'mx' } | Extract<NextHop, { kind: 'hosts' }>;

function hopInWords(hop: Hop, locale: Locale): string {
  return hop.kind === 'mx' ? outcomeWords[locale].mx : hop.hosts.map(({ host, port }) => formatHostPort(host, port)).join(', ');
}
