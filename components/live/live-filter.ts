import { LIVE_KINDS, LIVE_OUTCOMES, type LiveRow } from './live-rows';

/** Which rows are shown; what is empty does not matter. */
export interface LiveFilter {
  readonly text: string;
  readonly kind: LiveRow['kind'] | '';
  readonly outcome: LiveRow['outcome'] | '';
}

export function liveFilter(get: (name: string) => string): LiveFilter {
  return {
    text: get('text'),
    kind: LIVE_KINDS.find((kind) => kind === get('kind')) ?? '',
    outcome: LIVE_OUTCOMES.find((outcome) => outcome === get('outcome')) ?? '',
  };
}

export function isShown(row: LiveRow, { text, kind, outcome }: LiveFilter): boolean {
  if ((kind !== '' && row.kind !== kind) || (outcome !== '' && row.outcome !== outcome)) return false;
  const said = [row.peer, row.sender, row.recipient, row.queueId, row.detail, row.tls].join('\n').toLowerCase();
  return said.includes(text.trim().toLowerCase());
}
