/** Who acts: a signed-in administrator, or a program with an API token. */
export type Actor =
  | { readonly kind: 'administrator'; readonly id: string; readonly name: string; readonly email: string }
  | { readonly kind: 'api-token'; readonly id: string; readonly name: string };

/** How the actor stands in revisions and in the audit log, also after a change of the account's name. */
export function actorName(actor: Actor): string {
  return actor.kind === 'administrator' ? actor.email : `API token ${actor.name}`;
}
