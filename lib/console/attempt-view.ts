import { z } from 'zod';
import { attemptViewSchema, tlsAchievedViewSchema } from '@/lib/api/contracts/mail';
import type { DeliveryAttempt } from '@/lib/db/generated/prisma/client';
import type { Locale } from '@/lib/i18n/locales';
import { trace } from '@/lib/i18n/messages/trace';
import { type CertificateCheck, demandedLevel, type TlsDemand } from '@/lib/mail/tls-level';
import { certificateCheckSchema } from '@/lib/policy/relay-target';

type AttemptView = z.infer<typeof attemptViewSchema>;

const demandSchema: z.ZodType<TlsDemand> = z.discriminatedUnion('startsWith', [
  z.object({ startsWith: z.enum(['plaintext', 'opportunistic']) }),
  z.object({ startsWith: z.enum(['starttls', 'implicit']), check: certificateCheckSchema }),
]);

/** One try at one next hop, with what its connection had to prove, in words, and what it proved. */
export function attemptView(attempt: DeliveryAttempt, locale: Locale): AttemptView {
  const demand = demandSchema.parse(attempt.demanded);
  const { reason, nextHop, address, detail } = attempt;
  return {
    ...{ reason, nextHop, address, detail },
    startedAt: attempt.startedAt.toISOString(),
    finishedAt: attempt.finishedAt.toISOString(),
    outcome: attemptViewSchema.shape.outcome.parse(attempt.outcome),
    demanded: { sentence: demandInWords(demand, locale), level: demandedLevel(demand) },
    achieved: tlsAchievedViewSchema.nullable().parse(attempt.achieved),
    decidedBy: attemptViewSchema.shape.decidedBy.parse(attempt.decidedBy),
  };
}

/** "TLS from the first byte, certificate of a trusted CA for the host name". */
export function demandInWords(demand: TlsDemand, locale: Locale): string {
  const words = trace[locale];
  switch (demand.startsWith) {
    case 'plaintext':
    case 'opportunistic':
      return words[demand.startsWith];
    case 'starttls':
    case 'implicit':
      return words[demand.startsWith](checkInWords(demand.check, locale));
  }
}

function checkInWords(check: CertificateCheck, locale: Locale): string {
  const words = trace[locale];
  const sentence = words.checks[check.kind];
  if (check.kind === 'name') return words.given(sentence, check.name);
  return check.kind === 'fingerprint' ? words.given(sentence, check.sha256) : sentence;
}
