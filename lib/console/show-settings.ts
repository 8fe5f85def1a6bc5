import type { AcceptanceView, RoutingView } from '@/lib/api/contracts/settings';
import type { PolicyItem } from '@/lib/db/generated/prisma/client';
import { parseContent, StoredPolicyError } from '@/lib/revisions/policy-of-items';
import { type Caller, demand } from './caller';

/** Acceptance Basic Settings in force. @throws StoredPolicyError */
export async function showAcceptanceSettings(caller: Caller): Promise<AcceptanceView> {
  const page = await settingsPage(caller, 'acceptance_settings');
  return { version: page.versionId, settings: parseContent('acceptance_settings', page) };
}

/** Routing Basic Settings in force. @throws StoredPolicyError */
export async function showRoutingSettings(caller: Caller): Promise<RoutingView> {
  const page = await settingsPage(caller, 'routing_settings');
  return { version: page.versionId, settings: parseContent('routing_settings', page) };
}

/** The one item of its kind that is in force. */
export async function settingsPage(caller: Caller, kind: 'acceptance_settings' | 'routing_settings'): Promise<PolicyItem> {
  demand(caller, 'policy.read');
  const page = await caller.db.policyItem.findFirst({ where: { kind, validTo: null } });
  if (page === null) throw new StoredPolicyError('No policy has been saved yet.');
  return page;
}
