import type pg from 'pg';
import type { RuleDraft } from '@/lib/policy/parse-rule';
import { ruleDraft } from './gateway-setup';
import { forcedTlsIn, forcedTlsOut } from './rules';

const KINDS = 4;

/** Rules of mixed kinds, as a list of partners grows: for each domain one that forces TLS inwards or outwards, some monitored, some with a comment. */
export function manyRules(count: number): RuleDraft[] {
  return Array.from({ length: count }, (_, i) => {
    const domain = `partner-${String(i + 1).padStart(5, '0')}.example`;
    const kind = i % KINDS;
    if (kind === 3) return { ...ruleDraft(forcedTlsOut({ domain, host: `mail.${domain}`, port: 465 })), comment: `Contract ${i + 1}` };
    return ruleDraft(forcedTlsIn({ domain, mode: kind === 1 ? 'monitor' : kind === 2 ? 'disabled' : 'enforce' }));
  });
}

/** Puts the rules at the end of the list in one revision, as an import of the database would: saving 10,000 one by one takes minutes. */
export async function insertRules(sql: pg.Pool, rules: readonly RuleDraft[]): Promise<void> {
  await sql.query(
    `WITH revision AS (
       INSERT INTO policy_revision (number, author, changes) SELECT max(number) + 1, 'test', '[]' FROM policy_revision RETURNING number
     )
     INSERT INTO policy_item (version_id, item_id, kind, name, position, content, valid_from)
     SELECT gen_random_uuid(), gen_random_uuid(), 'rule', rule->>'name', place + 1000000, rule, number
     FROM revision, json_array_elements($1::json) WITH ORDINALITY AS given (rule, place)`,
    [JSON.stringify(rules)],
  );
  await sql.query(`SELECT pg_notify('siegel_policy', (SELECT max(number) FROM policy_revision)::text)`);
}
