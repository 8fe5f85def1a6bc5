import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '@/lib/i18n/locales';
import { addressBits } from '@/lib/mail/network-bits';
import { ACTION_CATEGORIES } from '@/lib/policy/actions/definition';
import { ACTIONS, CATALOGUE, CONDITIONS } from '@/lib/policy/catalogue';
import { compileCondition, judgeCondition } from '@/lib/policy/compile-condition';
import { CONDITION_CATEGORIES } from '@/lib/policy/conditions/definition';
import type { Facts } from '@/lib/policy/facts';
import { keyOfText, widerKeys } from '@/lib/policy/index-keys';

const policyFolder = path.join(import.meta.dirname, '../../../lib/policy');
const entries = [...CONDITIONS, ...ACTIONS];

describe('the catalogue', () => {
  it('names each entry once', () => {
    const ids = entries.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    [
      'conditions',
      [
        'address-test.ts',
        'definition.ts',
        'domain-test.ts',
        'network-test.ts',
        'number-test.ts',
        'result-test.ts',
        'size-test.ts',
        'text-test.ts',
      ],
      CONDITIONS.length,
    ],
    ['actions', ['definition.ts', 'header-action.ts', 'notify-action.ts', 'offer-action.ts'], ACTIONS.length],
  ])('lists every file of %s', (folder, shared, listed) => {
    const files = readdirSync(path.join(policyFolder, folder)).filter((file) => !shared.includes(file));
    expect(files).toHaveLength(listed);
  });
});

describe.each(entries.map((entry) => [entry.id, entry] as const))('%s', (_, entry) => {
  it('belongs to a category, which its id need not repeat', () => {
    expect([...CONDITION_CATEGORIES, ...ACTION_CATEGORIES]).toContain(entry.category);
  });

  it('has a field for each parameter, and a parameter for each field', () => {
    // An example is judged as it stands; the entries of lists are put in before (list-references.ts).
    const fields = new Set(entry.fields.filter(({ widget }) => widget !== 'named-lists').map(({ name }) => name));
    const used = new Set(entry.examples.flatMap(({ parameters }) => Object.keys(parameters)));
    expect([...used].sort()).toEqual([...fields].sort());
  });

  it('starts with parameters of its fields that are valid once they are filled in', () => {
    const fields = entry.fields.map(({ name }) => name);
    expect(fields).toEqual(expect.arrayContaining(Object.keys(entry.initial)));
    const parsed = entry.parameters.safeParse(entry.initial);
    const codes = parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
    expect([
      ...['list.empty', 'host.invalid', 'domain.invalid', 'text.empty', 'ip.invalid'],
      ...['header-name.invalid', 'value.missing', 'address.invalid'],
    ]).toEqual(expect.arrayContaining(codes));
  });

  it('shows fields only by parameters that it has', () => {
    for (const { shownWhen } of entry.fields) {
      const field = entry.fields.find(({ name }) => name === shownWhen?.name);
      if (shownWhen === undefined) continue;
      const options = field?.widget === 'choice' || field?.widget === 'choices' ? field.options.map(({ value }) => value) : [];
      expect(options).toEqual(expect.arrayContaining([...shownWhen.isOneOf]));
    }
  });

  it('offers only options that its schema accepts', () => {
    for (const field of entry.fields) {
      if (field.widget !== 'choice' && field.widget !== 'choices') continue;
      const accepted = entry.examples.flatMap(({ parameters }) => parameters[field.name]);
      expect(accepted).toEqual(expect.arrayContaining(field.options.map(({ value }) => value)));
    }
  });

  it('has examples in canonical form', () => {
    expect(entry.examples.length).toBeGreaterThan(0);
    for (const { parameters } of entry.examples) expect(entry.parameters.parse(parameters)).toEqual(parameters);
  });

  it.each(LOCALES)('speaks %s', (locale) => {
    const { label, help } = entry.text[locale];
    expect(label).not.toBe('');
    expect(help).toMatch(/[.]$/);
    for (const field of entry.fields) expect(field.label[locale]).not.toBe('');
    for (const { parameters } of entry.examples) {
      const sentence = entry.sentence(parameters, locale);
      expect(sentence).toMatch(/^\S.*\S$/);
      expect(sentence).not.toContain('undefined');
    }
  });
});

describe.each(CONDITIONS.map((entry) => [entry.id, entry] as const))('%s', (_, entry) => {
  it('judges its examples as they say', () => {
    for (const { parameters, facts, matches } of entry.examples) {
      expect(entry.bind(parameters)?.judge(facts), JSON.stringify([parameters, facts])).toBe(matches ? 'true' : 'false');
    }
  });

  it('is the opposite when negated, and no more known', () => {
    const outcomes = (parameters: Readonly<Record<string, unknown>>, facts: Facts) =>
      [false, true].map((negated) =>
        judgeCondition(compileCondition({ kind: 'condition', condition: entry.id, negated, parameters }, CATALOGUE), facts),
      );
    for (const { parameters, facts, matches } of entry.examples) {
      expect(outcomes(parameters, facts)).toEqual(matches ? ['true', 'false'] : ['false', 'true']);
      expect(outcomes(parameters, {})).toEqual(['open', 'open']);
    }
  });

  it('is open without its facts and unknown where their look-up failed', () => {
    const [example] = entry.examples;
    const bound = entry.bind(example?.parameters);
    expect(bound?.judge({})).toBe('open');
    expect(bound?.judge(Object.fromEntries(entry.needs.map((name) => [name, { lookupFailed: 'time-out' }])))).toBe('unknown');
  });

  it('is found by its index keys exactly where it is true', () => {
    for (const { parameters, facts, matches } of entry.examples) {
      const index = entry.bind(parameters)?.index ?? null;
      const value = index === null ? null : facts[index.fact];
      if (index === null || typeof value !== 'string') continue;
      const network = addressBits(value);
      const valueKeys = [...widerKeys(keyOfText(value.toLowerCase())), ...(network === null ? [] : widerKeys(network))];
      const found = index.keys.some((key) => valueKeys.includes(key));
      expect(found).toBe(matches);
    }
  });
});

describe.each(ACTIONS.map((entry) => [entry.id, entry] as const))('%s', (_, entry) => {
  it('sets what its examples say', () => {
    for (const { parameters, value } of entry.examples) expect(entry.effect(parameters)).toEqual({ [entry.sets]: value });
  });
});
