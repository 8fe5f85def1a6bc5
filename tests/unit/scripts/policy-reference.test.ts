import fs from 'node:fs';
import { expect, it } from 'vitest';
import { LOCALES } from '@/lib/i18n/locales';
import { policyReference, REFERENCE_FILES } from '@/scripts/policy-reference';

it.each(LOCALES)('the reference of conditions and actions is up to date (%s); else: npm run reference', (locale) => {
  expect(fs.readFileSync(REFERENCE_FILES[locale], 'utf8')).toBe(policyReference(locale));
});
