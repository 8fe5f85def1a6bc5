import type { Saved } from '@/lib/api/contracts/rules';
import { recordEvent } from '@/lib/audit/record-event';
import type { AcceptanceSettings, RoutingSettings } from '@/lib/policy/basic-settings';
import type { SaveTerms } from '@/lib/revisions/save-terms';
import { updateItem } from '@/lib/revisions/update-item';
import { authorOf, type Caller, demand } from './caller';
import { sealTarget } from './seal-passwords';
import { settleSave } from './settle-save';
import { settingsPage, showAcceptanceSettings, showRoutingSettings } from './show-settings';

/** Replaces Acceptance Basic Settings that the caller has seen in `version`. @throws Refusal */
export async function saveAcceptanceSettings(
  caller: Caller,
  content: AcceptanceSettings,
  version: string,
  terms?: SaveTerms,
): Promise<Saved> {
  demand(caller, 'policy.write');
  const { itemId: id } = await settingsPage(caller, 'acceptance_settings');
  const outcome = await updateItem(caller.db, authorOf(caller), { id, version, draft: { kind: 'acceptance_settings', content }, terms });
  const saved = await settleSave(outcome, { current: () => showAcceptanceSettings(caller) });
  await recordEvent(caller.db, authorOf(caller), 'acceptance-settings.changed', { revision: saved.revision });
  return saved;
}

/** Replaces Routing Basic Settings that the caller has seen in `version`. @throws Refusal */
export async function saveRoutingSettings(caller: Caller, settings: RoutingSettings, version: string, terms?: SaveTerms): Promise<Saved> {
  demand(caller, 'policy.write');
  const { itemId: id } = await settingsPage(caller, 'routing_settings');
  const { smartHost } = settings;
  const content = { ...settings, smartHost: smartHost && (await sealTarget(caller, smartHost, ['settings', 'smartHost'])) };
  const outcome = await updateItem(caller.db, authorOf(caller), { id, version, draft: { kind: 'routing_settings', content }, terms });
  const saved = await settleSave(outcome, { current: () => showRoutingSettings(caller) });
  await recordEvent(caller.db, authorOf(caller), 'routing-settings.changed', { revision: saved.revision });
  return saved;
}
