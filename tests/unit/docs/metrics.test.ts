import fs from 'node:fs';
import { expect, it } from 'vitest';
import { shownMetrics } from '../../support/own-metrics';

it('the documentation lists every metric of our own, with its labels, and no other', async () => {
  const rows = [...fs.readFileSync('docs/operations.md', 'utf8').matchAll(/^\| `(siegel_\w+)` \|([^|]*)\|/gm)];
  const documented = rows.map(([, name, labels = '']) => [name, [...labels.matchAll(/`(\w+)`/g)].map(([, label]) => label)]);
  const shown = [...(await shownMetrics())].filter(([name]) => name.startsWith('siegel_'));
  expect(documented.sort()).toEqual(shown.sort());
});
