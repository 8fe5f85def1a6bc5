import type { Saved } from '@/lib/api/contracts/rules';
import { recordEvent } from '@/lib/audit/record-event';
import type { NamedListDraft } from '@/lib/policy/named-list';
import { createItem } from '@/lib/revisions/create-item';
import { deleteItem } from '@/lib/revisions/delete-item';
import type { SaveTerms } from '@/lib/revisions/save-terms';
import { updateItem } from '@/lib/revisions/update-item';
import { authorOf, type Caller, demand } from './caller';
import { showNamedList } from './list-named-lists';
import { settleSave } from './settle-save';

/** @throws Refusal */
export async function createNamedList(caller: Caller, content: NamedListDraft, terms?: SaveTerms): Promise<Saved> {
  demand(caller, 'policy.write');
  const outcome = await createItem(caller.db, authorOf(caller), { kind: 'named_list', content }, { terms });
  const saved = await settleSave(outcome, {});
  await recordEvent(caller.db, authorOf(caller), 'named-list.created', { name: content.name, revision: saved.revision });
  return saved;
}

/** Replaces a list that the caller has seen in `version`. One that rules refer to keeps its name and kind. @throws Refusal */
export async function saveNamedList(
  caller: Caller,
  id: string,
  content: NamedListDraft,
  version: string,
  terms?: SaveTerms,
): Promise<Saved> {
  demand(caller, 'policy.write');
  const outcome = await updateItem(caller.db, authorOf(caller), { id, version, draft: { kind: 'named_list', content }, terms });
  const saved = await settleSave(outcome, {
    nameTaken: { path: ['list', 'name'], code: 'name.taken' },
    inUse: ['list', 'name'],
    current: () => showNamedList(caller, id),
  });
  await recordEvent(caller.db, authorOf(caller), 'named-list.changed', { name: content.name, revision: saved.revision });
  return saved;
}

/** Deletes a list that the caller has seen in `version`, unless rules refer to it. @throws Refusal */
export async function deleteNamedList(caller: Caller, id: string, version: string, terms?: SaveTerms): Promise<Saved> {
  demand(caller, 'policy.write');
  const outcome = await deleteItem(caller.db, authorOf(caller), { kind: 'named_list', id, version }, terms);
  const saved = await settleSave(outcome, { current: () => showNamedList(caller, id) });
  await recordEvent(caller.db, authorOf(caller), 'named-list.deleted', { id, revision: saved.revision });
  return saved;
}
