import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { shownMetrics } from '../../support/own-metrics';

const shown = await shownMetrics();

it('the documentation lists every metric of our own, with its labels, and no other', () => {
  const rows = [...fs.readFileSync('docs/operations.md', 'utf8').matchAll(/^\| `(siegel_\w+)` \|([^|]*)\|/gm)];
  const documented = rows.map(([, name, labels = '']) => [name, [...labels.matchAll(/`(\w+)`/g)].map(([, label]) => label)]);
  expect(documented.sort()).toEqual([...shown].filter(([name]) => name.startsWith('siegel_')).sort());
});

const alertsSchema = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          labels: z.object({ severity: z.enum(['critical', 'warning', 'info']) }),
          annotations: z.object({ summary: z.string(), description: z.string() }),
        }),
      ),
    }),
  ),
});
const alerts = alertsSchema
  .parse(parse(fs.readFileSync('docs/prometheus/alerts.yml', 'utf8')))
  .groups.flatMap(({ rules }) => rules.map(({ alert, expr }) => ({ name: alert, expr })));

const dashboardSchema = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).optional() })),
});
const panels = dashboardSchema
  .parse(JSON.parse(fs.readFileSync('docs/grafana/siegel.json', 'utf8')))
  .panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ name: title, expr })));

/** What Prometheus adds to every metric, or knows by itself. */
const OF_PROMETHEUS = ['job', 'instance', 'le'];

/** What an expression asks for that /metrics does not show: a metric, or a label of one. */
function unknownIn(expr: string): string[] {
  return [...expr.matchAll(/\b((?:siegel|process|nodejs)_\w+)(?:\{([^}]*)\})?/g)].flatMap(([, full = '', matchers = '']) => {
    const labels = shown.get(full) ?? shown.get(full.replace(/_(bucket|sum|count)$/, ''));
    if (labels === undefined) return [full];
    const asked = [...matchers.matchAll(/(\w+)\s*[!=]~?"/g)].map(([, label = '']) => label);
    return asked.filter((label) => !labels.includes(label) && !OF_PROMETHEUS.includes(label)).map((label) => `${full}{${label}}`);
  });
}

describe.each([
  ['alert', alerts],
  ['panel of the Grafana dashboard', panels],
])('every %s', (_, asked) => {
  it('asks for metrics and labels that a worker shows', () => {
    expect(asked.length).toBeGreaterThan(15);
    expect(asked.flatMap(({ name, expr }) => unknownIn(expr).map((unknown) => `${name}: ${unknown}`))).toEqual([]);
  });
});

it('an alert bears the name of no other', () => {
  expect(new Set(alerts.map(({ name }) => name)).size).toBe(alerts.length);
});

it('every metric that is documented is on the dashboard', () => {
  const drawn = new Set(
    panels.flatMap(({ expr }) => [...expr.matchAll(/siegel_\w+/g)].map(([name]) => name.replace(/_(bucket|sum|count)$/, ''))),
  );
  expect([...shown.keys()].filter((name) => name.startsWith('siegel_') && !drawn.has(name))).toEqual([]);
});
