import { CATALOGUE } from '@/lib/policy/catalogue';
import { type MissingList, missingLists } from '@/lib/policy/list-references';
import type { NamedList } from '@/lib/policy/named-list';
import type { RuleDraft } from '@/lib/policy/parse-rule';
import { type InvalidValue, Refusal } from './refusal';

/** @param path where the rule stands in the request. @throws Refusal if the rule refers to a list that is not there */
export function demandKnownLists(rule: RuleDraft, lists: readonly NamedList[], path: InvalidValue['path']): void {
  const missing = missingLists(rule, lists, CATALOGUE);
  if (missing.length > 0) throw unknownLists(missing, path);
}

export function unknownLists(missing: readonly MissingList[], path: InvalidValue['path']): Refusal {
  return new Refusal({ kind: 'invalid', values: missing.map((each) => ({ path: [...path, ...each.path], code: 'list.unknown' })) });
}
