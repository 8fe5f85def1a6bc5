import type { Database } from '@/lib/db/prisma';
import { ruleDraftSchema } from '@/lib/policy/parse-rule';
import { createItem } from '@/lib/revisions/create-item';
import type { Gateway } from '../support/gateway';

/** Where the console lists the revisions, and where the banner of the greeting is set. */
export const REVISIONS_PAGE = '/administration/revisions';
export const ACCEPTANCE_PAGE = '/acceptance-routing/acceptance-basic-settings';

/** What a colleague called Bob saves at another desk. */
export async function colleagueSaves(db: Database, name: string, confirmWithin: number | null = null): Promise<void> {
  const content = ruleDraftSchema.parse({
    ...{ name, mode: 'monitor', match: 'all', conditions: [] },
    actions: [{ action: 'smtp.action', parameters: { outcome: 'reject' } }],
  });
  await createItem(db, 'Bob', { kind: 'rule', content }, { terms: { note: '', confirmWithin } });
}

/** The first line that a client gets. */
export async function greeting(gateway: Gateway): Promise<string> {
  const client = await gateway.connect('smtp');
  const { text } = await client.reply();
  await client.quit();
  return text;
}
