import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { encryptSecret } from '@/lib/auth/secret-box';
import { type Password, passwordSchema } from '@/lib/policy/authentication';
import { findAction } from '@/lib/policy/catalogue';
import type { RuleDraft } from '@/lib/policy/parse-rule';
import type { RelayTarget } from '@/lib/policy/relay-target';
import type { RuleAction } from '@/lib/policy/rule';
import type { Caller } from './caller';
import { type InvalidValue, invalid } from './refusal';

type Path = InvalidValue['path'];

/** The rule as it may be stored: each password that was typed is kept encrypted elsewhere, and named by its id. @throws Refusal */
export async function sealRule(caller: Caller, rule: RuleDraft, path: Path = ['rule']): Promise<RuleDraft> {
  const actions = await Promise.all(rule.actions.map((action, i) => sealAction(caller, action, [...path, 'actions', i, 'parameters'])));
  return { ...rule, actions };
}

/** The same for a configured next hop. @throws Refusal */
export async function sealTarget(caller: Caller, target: RelayTarget, path: Path): Promise<RelayTarget> {
  const { authentication } = target;
  if (authentication === null) return target;
  const password = await sealPassword(caller, authentication.password, [...path, 'authentication', 'password']);
  return { ...target, authentication: { ...authentication, password } };
}

async function sealAction(caller: Caller, action: RuleAction, path: Path): Promise<RuleAction> {
  let parameters = action.parameters;
  for (const { name, widget } of findAction(action.action)?.fields ?? []) {
    if (widget !== 'password') continue;
    const password = await sealPassword(caller, passwordSchema.parse(parameters[name]), [...path, name]);
    parameters = { ...parameters, [name]: password };
  }
  return { ...action, parameters };
}

async function sealPassword({ db, secretKey }: Caller, password: Password, path: Path): Promise<Password> {
  if (password.kind === 'stored') {
    const found = z.array(z.unknown()).parse(await db.$queryRaw`select 1 from next_hop_password where id = ${password.id}::uuid`);
    if (found.length === 0) throw invalid([...path], 'password.unknown');
    return password;
  }
  const id = randomUUID();
  await db.$executeRaw`insert into next_hop_password (id, encrypted) values (${id}::uuid, ${encryptSecret(secretKey, password.text)})`;
  return { kind: 'stored', id };
}
