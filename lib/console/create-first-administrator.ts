import { recordEvent } from '@/lib/audit/record-event';
import { createByLink, isSetupLinkValid, type NewAdministrator } from '@/lib/auth/first-administrator';
import { type ConsoleContext, consoleContext } from './context';
import { Refusal } from './refusal';

/** Whether the page behind a one-time link still has something to offer. */
export function canSetUp(token: string): Promise<boolean> {
  return isSetupLinkValid(consoleContext().db, token);
}

/** Creates the first administrator by the secret of a one-time link: the one use case that asks for no caller. @throws Refusal */
export async function createFirstAdministrator({ db }: ConsoleContext, token: string, administrator: NewAdministrator): Promise<void> {
  if (!(await createByLink(db, token, administrator))) throw new Refusal({ kind: 'link-invalid' });
  await recordEvent(db, administrator.email, 'administrator.created', { by: 'one-time link' });
}
