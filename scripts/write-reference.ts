import fs from 'node:fs/promises';
import { LOCALES } from '@/lib/i18n/locales';
import { policyReference, REFERENCE_FILES } from './policy-reference';

for (const locale of LOCALES) await fs.writeFile(REFERENCE_FILES[locale], policyReference(locale));
