/** What the gateway writes itself stands in the queue as mail of one of these listeners: there was no client and no session. */
export const OWN_KINDS = ['dsn', 'notification'] as const;
export type OwnKind = (typeof OWN_KINDS)[number];

export function isOwnKind(listener: string): listener is OwnKind {
  return OWN_KINDS.some((kind) => kind === listener);
}
