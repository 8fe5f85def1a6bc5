import { ACTIONS, CONDITIONS, catalogueOf } from '@/lib/policy/catalogue';
import { blockList } from '@/lib/policy/conditions/block-list';
import { dkimResult } from '@/lib/policy/conditions/dkim-result';
import { dmarcResult } from '@/lib/policy/conditions/dmarc-result';
import { remoteHostName } from '@/lib/policy/conditions/remote-host-name';
import { reverseDns } from '@/lib/policy/conditions/reverse-dns';
import { spfResult } from '@/lib/policy/conditions/spf-result';
import type { Rule } from '@/lib/policy/rule';
import { draft, type ShortRule } from './rules';

export const CATALOGUE = catalogueOf([...CONDITIONS, blockList, dkimResult, dmarcResult, remoteHostName, reverseDns, spfResult], ACTIONS);

/** A rule as rules.ts makes it, whose conditions need not be in the picker yet. */
export function lookupRule(short: ShortRule): Rule {
  const { conditions, actions, name } = draft(short);
  return {
    id: name,
    mode: 'enforce',
    match: 'all',
    stop: false,
    comment: '',
    activeFrom: null,
    activeUntil: null,
    ...short,
    name,
    actions,
    conditions: conditions.map(({ condition, parameters }) => ({ kind: 'condition', condition, parameters, negated: false })),
  };
}
