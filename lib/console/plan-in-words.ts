import type { Locale } from '@/lib/i18n/locales';
import { trace } from '@/lib/i18n/messages/trace';
import { formatHostPort } from '@/lib/mail/host';
import type { NextHop } from '@/lib/routing/next-hop';
import type { DeliveryPlan } from '@/lib/routing/plan-delivery';

/** "mx.partner.example:465", "MX of the recipient domain, port 25". */
export function hopInWords(hop: NextHop, locale: Locale): string {
  return hop.kind === 'mx' ? trace[locale].mx(hop.port) : hop.hosts.map(({ host, port }) => formatHostPort(host, port)).join(', ');
}

type Plan = Extract<DeliveryPlan, { kind: 'plan' }>;

/** What a plan says beside next hop and TLS demand, where it is not the usual: one phrase each. */
export function notesOfPlan({ authentication, sourceAddress, tlsFailure }: Plan, locale: Locale): string[] {
  const words = trace[locale];
  return [
    ...(authentication === null ? [] : [words.signsIn(authentication.user)]),
    ...(sourceAddress === null ? [] : [words.sentFrom(sourceAddress)]),
    ...failureInWords(tlsFailure, locale),
  ];
}

function failureInWords(tlsFailure: Plan['tlsFailure'], locale: Locale): string[] {
  const words = trace[locale];
  switch (tlsFailure.next) {
    case 'retry':
      return [];
    case 'return':
      return [words.returned];
    case 'other-route':
      return [words.otherRoute(hopInWords(tlsFailure.nextHop, locale))];
  }
}
