import type { Actor } from './actor';

/** What a use case may ask for. */
export type Permission =
  | 'policy.read'
  | 'policy.write'
  | 'mail.read'
  | 'queue.write'
  | 'smtp-users.read'
  | 'smtp-users.write'
  | 'status.read'
  | 'own-account.write';

/** Administrators have all rights; so have API tokens, but that they have no account of their own. */
const REFUSED: { readonly [Kind in Actor['kind']]: readonly Permission[] } = {
  administrator: [],
  'api-token': ['own-account.write'],
};

export function may(actor: Actor, permission: Permission): boolean {
  return !REFUSED[actor.kind].includes(permission);
}
