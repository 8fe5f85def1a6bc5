import os from 'node:os';
import { z } from 'zod';
import type { RuleChecks } from '@/lib/api/contracts/rules';
import type { Database } from '@/lib/db/prisma';
import { CATALOGUE } from '@/lib/policy/catalogue';
import { checkRules } from '@/lib/policy/checks/check-rules';
import type { CheckedPolicy, Finding } from '@/lib/policy/checks/definition';
import { type CompiledRule, compileRule } from '@/lib/policy/compile-rule';
import { listResolver } from '@/lib/policy/list-references';
import type { NamedList } from '@/lib/policy/named-list';
import type { RuleDraft } from '@/lib/policy/parse-rule';
import { sharingParts } from '@/lib/policy/share-parts';
import { listsInForce } from '@/lib/revisions/list-use';
import { type Caller, demand } from './caller';
import { hostsWithoutAddress } from './hosts-without-address';
import { demandKnownLists } from './known-lists';
import { listLocalDomains } from './list-local-domains';
import { listWorkers } from './list-workers';
import { rulesInForce } from './rules-in-force';
import { showRoutingSettings } from './show-settings';

/** What there is to say about the rule list. With `addresses` DNS is asked, too, whether each relay host has one. @throws StoredPolicyError */
export async function checkRuleList(caller: Caller, { addresses }: { readonly addresses: boolean }): Promise<RuleChecks> {
  demand(caller, 'policy.read');
  const policy = await checkedPolicy(caller, null);
  const withoutAddress = addresses ? await hostsWithoutAddress(policy.rules) : [];
  return inLanguage([...checkRules(policy), ...withoutAddress], policy, caller);
}

/** What there would be to say about one rule, if the list held it like this: in place of the rule `id`, or at the end. @throws StoredPolicyError */
export async function checkDraft(caller: Caller, draft: RuleDraft, id: string | null): Promise<RuleChecks> {
  demand(caller, 'policy.read');
  demandKnownLists(draft, await listsInForce(caller.db), ['rule']);
  const policy = await checkedPolicy(caller, { draft, id });
  const own = id ?? DRAFT_ID;
  return inLanguage(
    checkRules(policy).filter(({ rules }) => rules.includes(own)),
    policy,
    caller,
  );
}

/** No rule has it: ids are random. */
const DRAFT_ID = '00000000-0000-4000-8000-000000000000';

function inLanguage(findings: readonly Finding[], { rules }: CheckedPolicy, { locale }: Caller): RuleChecks {
  const names = new Map(rules.map(({ ruleId, name }) => [ruleId, name]));
  return {
    findings: findings.map(({ check, severity, text, rules: concerned, forceTls }) => ({
      check,
      severity,
      text: text[locale],
      rules: concerned.map((id) => ({ id, name: names.get(id) ?? '' })),
      forceTls,
    })),
  };
}

async function checkedPolicy(
  caller: Caller,
  change: { readonly draft: RuleDraft; readonly id: string | null } | null,
): Promise<CheckedPolicy> {
  const [rules, lists, { domains }, { settings }, own, idle] = await Promise.all([
    rulesInForce(caller.db),
    listsInForce(caller.db),
    listLocalDomains(caller),
    showRoutingSettings(caller),
    ownListeners(caller),
    idleRules(caller.db),
  ]);
  const list = rules.map(({ id, rule }) => ({ id, rule: change !== null && id === change.id ? change.draft : rule }));
  if (change !== null && change.id === null) list.push({ id: DRAFT_ID, rule: change.draft });
  return {
    rules: compiled(list, lists),
    localDomains: domains.map(({ domain }) => domain),
    relayNetworks: settings.relayNetworks,
    own,
    idle,
  };
}

/** By rule: the one object that rulesInForce gives for a version. Of a rule that refers to lists, whose entries change, nothing is kept. */
const compiledRules = new WeakMap<RuleDraft, CompiledRule>();

function compiled(list: readonly { readonly id: string; readonly rule: RuleDraft }[], lists: readonly NamedList[]): CompiledRule[] {
  const parts = sharingParts(CATALOGUE);
  const resolve = listResolver(lists, CATALOGUE);
  return list.flatMap(({ id, rule }, i) => {
    const { mode } = rule;
    if (mode === 'disabled') return [];
    const resolved = resolve(rule);
    const known = compiledRules.get(resolved) ?? compileRule({ ...resolved, id, mode }, i + 1, parts);
    compiledRules.set(resolved, known);
    return [{ ...known, ruleId: id, order: i + 1 }];
  });
}

/** By what the workers report; what they listen on without naming an address is reached under every address of their machine. */
async function ownListeners(caller: Caller): Promise<CheckedPolicy['own']> {
  const { workers } = await listWorkers(caller);
  const listeners = workers.flatMap((worker) => worker.listeners);
  const here = workers.some(({ host }) => host === os.hostname())
    ? Object.values(os.networkInterfaces()).flatMap((each) => each ?? [])
    : [];
  const hosts = ['localhost', '127.0.0.1', '::1', ...workers.map(({ host }) => host), ...listeners.map(({ address }) => address)];
  return {
    hosts: new Set([...hosts, ...here.map(({ address }) => address)].map((host) => host.toLowerCase())),
    ports: new Set(listeners.map(({ port }) => port)),
  };
}

const idsSchema = z.array(z.object({ id: z.uuid() }));

async function idleRules(db: Database): Promise<ReadonlySet<string>> {
  const rows = idsSchema.parse(
    await db.$queryRaw`
      select i.item_id as id from policy_item i join policy_revision r on r.number = i.valid_from
      where i.kind = 'rule' group by i.item_id
      having min(r.created_at) < now() - interval '90 days' and bool_or(i.valid_to is null)
        and not exists (select from rule_hit h where h.rule_id = i.item_id and h.hour > now() - interval '90 days' and h.matched > 0)`,
  );
  return new Set(rows.map(({ id }) => id));
}
