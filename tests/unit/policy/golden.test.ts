import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorText } from '@/lib/i18n/error-text';
import { describeRule } from '@/lib/policy/describe';
import { namedListDraftSchema } from '@/lib/policy/named-list';
import { ruleDraftSchema } from '@/lib/policy/parse-rule';
import type { Rule } from '@/lib/policy/rule';
import { STAGES } from '@/lib/policy/stages';
import { after, type Block, fail, readBlocks, writeBlocks } from '../../support/golden/blocks';
import { readMail } from '../../support/golden/mail-words';
import { decisionLines, sessionLines } from '../../support/golden/outcome-words';
import { readRule } from '../../support/golden/rule-words';
import { policyOf } from './rules';

// Policies in the words of the console, with what they must decide: golden/README.md says how to read them.

const DIRECTORY = path.join(import.meta.dirname, 'golden');
const files = fs.readdirSync(DIRECTORY).filter((name) => name.endsWith('.golden'));

describe.each(files)('%s', (file) => {
  for (const block of readBlocks(fs.readFileSync(path.join(DIRECTORY, file), 'utf8'))) {
    const name = after('policy', block) ?? fail(block, 'expected "policy"');
    describe(name, () => policyTests(block));
  }
});

function policyTests({ below }: Block): void {
  const stranger = below.find(({ text }) => !/^(local domains|relay networks|list|rule|case|session) /.test(text));
  if (stranger !== undefined) fail(stranger, 'a policy has no such line');
  const localDomains = below.flatMap((line) => after('local domains', line)?.split(', ') ?? []);
  const relayNetworks = below.flatMap((line) => after('relay networks', line)?.split(', ') ?? []);
  const rules: Rule[] = [];
  for (const block of below) {
    const ruleName = after('rule', block);
    if (ruleName !== null) ruleTest(ruleName, block, rules);
  }
  const policy = policyOf({
    rules,
    namedLists: below.flatMap((line) => readList(line) ?? []),
    routing: { relayNetworks },
    localDomains: localDomains.map((domain) => ({ domain, deliverTo: DELIVERY })),
  });
  for (const block of below) {
    const title = after('case', block) ?? after('session', block);
    if (title === null) continue;
    const isSession = block.text.startsWith('session');
    const stages = STAGES.filter((stage) => block.below.some(({ text }) => text.startsWith(`at ${stage}:`)));
    const facts = block.below.filter((line) => after('mail', line) !== null).map((line) => ({ ...line, text: after('mail', line) ?? '' }));
    const expected = writeBlocks(block.below.filter((line) => after('mail', line) === null));
    it(title, () => {
      const mail = readMail(facts, localDomains);
      const seen = isSession ? sessionLines(policy, mail) : decisionLines(policy, mail, stages);
      expect(seen.join('\n')).toBe(expected.join('\n'));
    });
  }
}

/** `list partners of domains: a.tld, b.tld` */
function readList({ text }: Block) {
  const [, name, kind, entries] = /^list (.+) of (\w+): (.+)$/.exec(text) ?? [];
  return name === undefined ? null : namedListDraftSchema.parse({ name, kind, entries: entries?.split(', ') });
}

const DELIVERY = {
  hosts: [{ host: 'inside.example', port: 25 }],
  encryption: 'opportunistic' as const,
  certificateCheck: null,
  authentication: null,
};

/** Adds the rule to the list, if it can be saved. */
function ruleTest(name: string, block: Block, rules: Rule[]): void {
  const parsed = ruleDraftSchema.safeParse(readRule(name, block.below));
  const means = block.below.filter((line) => /^(means|cannot be saved): /.test(line.text));
  if (parsed.success) rules.push({ id: name, ...parsed.data });
  it(`rule ${name}`, () => {
    const seen = parsed.success
      ? `means: ${inWords(parsed.data)}`
      : `cannot be saved: ${errorText(parsed.error.issues[0]?.message ?? '', 'en')}`;
    expect(seen).toBe(writeBlocks(means).join('\n'));
  });
}

function inWords(rule: Omit<Rule, 'id'>): string {
  const { conditions, actions } = describeRule(rule, 'en');
  return `${conditions} -> ${actions}`;
}
