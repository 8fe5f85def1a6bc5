import type { Catalogue } from '@/lib/policy/catalogue';
import { FACT_NAMES, type FactName } from '@/lib/policy/facts';
import { PLACEHOLDER_FACTS } from '@/lib/policy/placeholders';
import type { Policy } from '@/lib/policy/policy';

/** What is read whatever the rules say: time spans, who may relay, and the words of replies. The facts of a recipient come with it. */
const ALWAYS: readonly FactName[] = ['time.now', 'connection.remoteIp', 'session.authenticatedUser', ...PLACEHOLDER_FACTS];

/** The facts that no rule of these policies reads, nor anything else of a replay: they need not be fetched. */
export function unreadFacts(policies: readonly Policy[], catalogue: Catalogue): FactName[] {
  const read = new Set<FactName>(ALWAYS);
  for (const { conditions } of policies.flatMap(({ rules }) => rules)) {
    for (const node of conditions) {
      for (const { condition } of node.kind === 'group' ? node.conditions : [node]) {
        for (const name of catalogue.conditions.get(condition)?.needs ?? []) read.add(name);
      }
    }
  }
  return FACT_NAMES.filter((name) => !read.has(name));
}
