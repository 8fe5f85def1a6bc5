import { z } from 'zod';
import { hashPassword } from '@/lib/auth/password-hash';
import type { Database } from '@/lib/db/prisma';
import { type AcceptanceSettings, DEFAULT_ACCEPTANCE, DEFAULT_ROUTING, type RoutingSettings } from '@/lib/policy/basic-settings';
import { localDomainDraftSchema } from '@/lib/policy/local-domain';
import { ruleDraftSchema } from '@/lib/policy/parse-rule';
import { createItem } from '@/lib/revisions/create-item';
import { ensureFirstRevision } from '@/lib/revisions/first-revision';
import type { ItemDraft } from '@/lib/revisions/item-store';
import { updateItem } from '@/lib/revisions/update-item';
import type { Zones } from './dns-server';

/** What a gateway under test starts with: as much of a policy as the test is about, the rest as at a first start. */
export interface GatewaySetup {
  readonly rules?: readonly RuleInput[];
  readonly localDomains?: readonly z.input<typeof localDomainDraftSchema>[];
  readonly acceptance?: Partial<AcceptanceSettings>;
  readonly routing?: Partial<RoutingSettings>;
  readonly users?: readonly { readonly name: string; readonly password: string; readonly enabled?: boolean }[];
  /** False: no revision has ever been made. */
  readonly policy?: boolean;
  /** What the DNS says, unless the test brings a server of its own. */
  readonly dns?: Zones;
}

/** A rule as short as it can be written: enforced, ALL of its conditions, none negated. */
export interface RuleInput {
  readonly name: string;
  readonly mode?: 'enforce' | 'monitor' | 'disabled';
  readonly match?: 'all' | 'any';
  readonly stop?: boolean;
  readonly conditions: readonly (readonly [condition: string, parameters: Readonly<Record<string, unknown>>])[];
  readonly actions: readonly (readonly [action: string, parameters: Readonly<Record<string, unknown>>])[];
}

/** @throws z.ZodError for what the console would not save either */
export function ruleDraft({ name, mode = 'enforce', match = 'all', stop = false, conditions, actions }: RuleInput) {
  return ruleDraftSchema.parse({
    name,
    mode,
    match,
    conditions: conditions.map(([condition, parameters]) => ({ kind: 'condition', condition, negated: false, parameters })),
    actions: actions.map(([action, parameters]) => ({ action, parameters })),
    stop,
    comment: '',
    activeFrom: null,
    activeUntil: null,
  });
}

const parameters = z.record(z.string(), z.unknown());
const zoneEntrySchema = z.union([
  z.enum(['servfail', 'silence', 'refused']),
  z.strictObject({ a: z.array(z.string()).default([]), txt: z.array(z.string()).default([]), ptr: z.array(z.string()).default([]) }),
]);
const setupFileSchema = z.strictObject({
  rules: z
    .array(
      z.strictObject({
        name: z.string(),
        mode: z.enum(['enforce', 'monitor', 'disabled']).default('enforce'),
        match: z.enum(['all', 'any']).default('all'),
        stop: z.boolean().default(false),
        conditions: z.array(z.tuple([z.string(), parameters])),
        actions: z.array(z.tuple([z.string(), parameters])),
      }),
    )
    .default([]),
  localDomains: z.array(z.json()).default([]),
  acceptance: parameters.default({}),
  routing: parameters.default({}),
  users: z.array(z.strictObject({ name: z.string(), password: z.string(), enabled: z.boolean().default(true) })).default([]),
  policy: z.boolean().default(true),
  dns: z.record(z.string(), zoneEntrySchema).default({}),
});

/** Reads a `policy.json` of tests/smtp. @throws z.ZodError if it says what no console could have saved */
export function readGatewaySetup(text: string): GatewaySetup {
  const file = setupFileSchema.parse(JSON.parse(text));
  return { ...file, localDomains: file.localDomains.map((domain) => localDomainDraftSchema.parse(domain)) };
}

/** Saves the setup as an administrator would, through the same functions as the console. */
export async function saveSetup(db: Database, setup: GatewaySetup): Promise<void> {
  for (const user of setup.users ?? []) {
    await db.smtpUser.create({ data: { name: user.name, passwordHash: await hashPassword(user.password), enabled: user.enabled ?? true } });
  }
  if (setup.policy === false) return;
  await ensureFirstRevision(db);
  await saveSettings(db, { kind: 'acceptance_settings', content: { ...DEFAULT_ACCEPTANCE, ...setup.acceptance } });
  await saveSettings(db, { kind: 'routing_settings', content: { ...DEFAULT_ROUTING, ...setup.routing } });
  for (const domain of setup.localDomains ?? []) {
    await create(db, { kind: 'local_domain', content: localDomainDraftSchema.parse(domain) });
  }
  for (const rule of setup.rules ?? []) await create(db, { kind: 'rule', content: ruleDraft(rule) });
}

const AUTHOR = 'test';

/** Saves a new item at the end of its list and returns the revision. */
export async function create(db: Database, draft: ItemDraft): Promise<number> {
  const outcome = await createItem(db, AUTHOR, draft);
  if (outcome.kind !== 'saved') throw new Error(`the ${draft.kind} was not saved: ${outcome.kind}`);
  return outcome.revision;
}

async function saveSettings(db: Database, draft: ItemDraft): Promise<void> {
  const item = await db.policyItem.findFirstOrThrow({ where: { kind: draft.kind, validTo: null } });
  const outcome = await updateItem(db, AUTHOR, { id: item.itemId, version: item.versionId, draft });
  if (outcome.kind !== 'saved') throw new Error(`the ${draft.kind} were not saved: ${outcome.kind}`);
}
