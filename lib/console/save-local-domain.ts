import type { Saved } from '@/lib/api/contracts/rules';
import { recordEvent } from '@/lib/audit/record-event';
import type { LocalDomainDraft } from '@/lib/policy/local-domain';
import { createItem } from '@/lib/revisions/create-item';
import { deleteItem } from '@/lib/revisions/delete-item';
import type { SaveTerms } from '@/lib/revisions/save-terms';
import { updateItem } from '@/lib/revisions/update-item';
import { authorOf, type Caller, demand } from './caller';
import { showLocalDomain } from './list-local-domains';
import { sealTarget } from './seal-passwords';
import { settleSave } from './settle-save';

/** @throws Refusal */
export async function createLocalDomain(caller: Caller, draft: LocalDomainDraft, terms?: SaveTerms): Promise<Saved> {
  demand(caller, 'policy.write');
  const content = { ...draft, deliverTo: await sealTarget(caller, draft.deliverTo, ['deliverTo']) };
  const outcome = await createItem(caller.db, authorOf(caller), { kind: 'local_domain', content }, { terms });
  const saved = await settleSave(outcome, { nameTaken: { path: ['domain'], code: 'domain.taken' } });
  await recordEvent(caller.db, authorOf(caller), 'local-domain.created', { domain: content.domain, revision: saved.revision });
  return saved;
}

/** Replaces a local domain that the caller has seen in `version`. @throws Refusal */
export async function saveLocalDomain(
  caller: Caller,
  id: string,
  draft: LocalDomainDraft,
  version: string,
  terms?: SaveTerms,
): Promise<Saved> {
  demand(caller, 'policy.write');
  const content = { ...draft, deliverTo: await sealTarget(caller, draft.deliverTo, ['domain', 'deliverTo']) };
  const outcome = await updateItem(caller.db, authorOf(caller), { id, version, draft: { kind: 'local_domain', content }, terms });
  const saved = await settleSave(outcome, {
    nameTaken: { path: ['domain', 'domain'], code: 'domain.taken' },
    current: () => showLocalDomain(caller, id),
  });
  await recordEvent(caller.db, authorOf(caller), 'local-domain.changed', { domain: content.domain, revision: saved.revision });
  return saved;
}

/** Deletes a local domain that the caller has seen in `version`: mail for it is refused from then on. @throws Refusal */
export async function deleteLocalDomain(caller: Caller, id: string, version: string, terms?: SaveTerms): Promise<Saved> {
  demand(caller, 'policy.write');
  const outcome = await deleteItem(caller.db, authorOf(caller), { kind: 'local_domain', id, version }, terms);
  const saved = await settleSave(outcome, { current: () => showLocalDomain(caller, id) });
  await recordEvent(caller.db, authorOf(caller), 'local-domain.deleted', { id, revision: saved.revision });
  return saved;
}
