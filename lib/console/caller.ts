import type { Actor } from '@/lib/auth/actor';
import { actorName } from '@/lib/auth/actor';
import { findActor } from '@/lib/auth/find-actor';
import { may, type Permission } from '@/lib/auth/permission';
import type { Locale } from '@/lib/i18n/locales';
import { type ConsoleContext, consoleContext } from './context';
import { Refusal } from './refusal';

/** Who asks for a use case, and in which language: the first argument of every one of them. */
export interface Caller extends ConsoleContext {
  readonly actor: Actor;
  readonly locale: Locale;
}

/** The caller that a request's headers stand for; null for whoever is not signed in. */
export async function callerOf(headers: Headers, locale: Locale): Promise<Caller | null> {
  const context = consoleContext();
  const actor = await findActor(context.db, context.auths, headers);
  return actor && { ...context, actor, locale };
}

/** @throws Refusal */
export function demand(caller: Caller, permission: Permission): void {
  if (!may(caller.actor, permission)) throw new Refusal({ kind: 'forbidden' });
}

/** As what the caller stands in revisions and in the audit log. */
export function authorOf(caller: Caller): string {
  return actorName(caller.actor);
}
