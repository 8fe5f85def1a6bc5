import { z } from 'zod';
import { attemptViewSchema, tlsAchievedViewSchema } from '@/lib/api/contracts/mail';
import type { DeliveryAttempt } from '@/lib/db/generated/prisma/client';
import type { Locale } from '@/lib/i18n/locales';
import { trace } from '@/lib/i18n/messages/trace';
import { type CertificateCheck, demandedLevel, TLS_LEVELS, type TlsAchieved, type TlsDemand } from '@/lib/mail/tls-level';
import { belowProfile, profileTitle, TLS_PROFILES } from '@/lib/mail/tls-profile';
import { certificateCheckSchema } from '@/lib/policy/relay-target';

type AttemptView = z.infer<typeof attemptViewSchema>;

/** As recorded, also by versions that knew no TLS profiles. */
const demandSchema: z.ZodType<TlsDemand> = z.discriminatedUnion('startsWith', [
  z.object({ startsWith: z.enum(['plaintext', 'opportunistic']) }),
  z.object({
    startsWith: z.enum(['starttls', 'implicit']),
    check: certificateCheckSchema,
    profile: z.enum(TLS_PROFILES).default('compatible'),
  }),
]);

/** One try at one next hop, with what its connection had to prove, in words, and what it proved. */
export function attemptView(attempt: DeliveryAttempt, locale: Locale): AttemptView {
  const demand = demandSchema.parse(attempt.demanded);
  const achieved = tlsAchievedViewSchema.nullable().parse(attempt.achieved);
  const { reason, nextHop, address, detail } = attempt;
  return {
    ...{ reason, nextHop, address, detail },
    startedAt: attempt.startedAt.toISOString(),
    finishedAt: attempt.finishedAt.toISOString(),
    outcome: attemptViewSchema.shape.outcome.parse(attempt.outcome),
    demanded: { sentence: demandInWords(demand, locale), level: demandedLevel(demand) },
    achieved,
    demand: outcomeOf(demand, achieved),
    decidedBy: attemptViewSchema.shape.decidedBy.parse(attempt.decidedBy),
    matched: attemptViewSchema.shape.matched.parse(attempt.matched),
  };
}

/** The level that a recorded demand stands for; null where no attempt was made. */
export function demandedTls(recorded: unknown): string | null {
  const demand = demandSchema.safeParse(recorded);
  return demand.success ? demandedLevel(demand.data) : null;
}

/** What a recorded connection had; null where there was none. */
export function achievedTls(recorded: unknown): { readonly level: string; readonly version: string | null } | null {
  return tlsAchievedViewSchema.safeParse(recorded).data ?? null;
}

function outcomeOf(demand: TlsDemand, achieved: TlsAchieved | null): AttemptView['demand'] {
  const level = demandedLevel(demand);
  if (level === 'none') return 'none';
  if (achieved === null || TLS_LEVELS.indexOf(achieved.level) < TLS_LEVELS.indexOf(level)) return 'not-met';
  return 'profile' in demand && belowProfile(demand.profile, achieved) !== null ? 'not-met' : 'met';
}

/** "TLS from the first byte, certificate of a trusted CA for the host name". */
export function demandInWords(demand: TlsDemand, locale: Locale): string {
  const words = trace[locale];
  switch (demand.startsWith) {
    case 'plaintext':
    case 'opportunistic':
      return words[demand.startsWith];
    case 'starttls':
    case 'implicit': {
      const sentence = words[demand.startsWith](checkInWords(demand.check, locale));
      return demand.profile === 'compatible' ? sentence : words.withProfile(sentence, profileTitle(demand.profile));
    }
  }
}

function checkInWords(check: CertificateCheck, locale: Locale): string {
  const words = trace[locale];
  const sentence = words.checks[check.kind];
  if (check.kind === 'name') return words.given(sentence, check.name);
  return check.kind === 'fingerprint' ? words.given(sentence, check.sha256) : sentence;
}
