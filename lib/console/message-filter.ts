import type { MessageFilterQuery } from '@/lib/api/contracts/messages';
import { parseMessageSearch } from '@/lib/mail/message-search';
import type { MessageFilter } from '@/lib/queue/find-messages';

/** As the database is asked. */
export function messageFilterOf({ query, outcome, tls, rule, from, until, last }: MessageFilterQuery): MessageFilter {
  const since = last === undefined ? null : new Date(Date.now() - SPANS[last]);
  return {
    search: parseMessageSearch(query ?? '') ?? { kind: 'anything' },
    outcome: outcome ?? null,
    encrypted: tls === undefined ? null : tls === 'yes',
    rule: rule ?? null,
    from: from === undefined ? since : new Date(from),
    until: until === undefined ? null : new Date(until),
  };
}

const HOUR = 3_600_000;
const SPANS: { readonly [Span in NonNullable<MessageFilterQuery['last']>]: number } = {
  hour: HOUR,
  day: 24 * HOUR,
  week: 7 * 24 * HOUR,
  month: 30 * 24 * HOUR,
};
