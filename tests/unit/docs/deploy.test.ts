import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { SETTING_NAMES } from '@/lib/env';
import packageJson from '@/package.json' with { type: 'json' };

// What docs/operations.md and deploy/ say of settings, scripts, commands, tables and files exists.

const read = (file: string): string => fs.readFileSync(file, 'utf8');
const OPERATIONS = 'docs/operations.md';
const UNITS = ['deploy/systemd/siegel-console.service', 'deploy/systemd/siegel-worker.service'];
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);

test.each(['deploy/systemd/siegel.env.example', 'deploy/siegel.env.example', 'deploy/Dockerfile'])('the settings in %s exist', (file) => {
  const others = ['POSTGRES_PASSWORD', 'NODE_ENV'];
  const named = all(read(file), /^(?:ENV| {3})?\s*([A-Z][A-Z_]+)=/gm).filter((name) => !others.includes(name));
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => !SETTING_NAMES.includes(name))).toEqual([]);
});

test.each([OPERATIONS, ...UNITS, 'deploy/Dockerfile'])('the npm scripts in %s exist', (file) => {
  const named = all(read(file), /\bnpm run ([a-z:]+)/g);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !Object.hasOwn(packageJson.scripts, name))).toEqual([]);
});

test('the commands of the command line exist', () => {
  const commands = all(read('scripts/siegel.ts'), /\.command\('([a-z-]+)/g);
  expect(all(read(OPERATIONS), /npm run siegel -- ([a-z-]+)/g).filter((name) => !commands.includes(name))).toEqual([]);
});

test('the tables that the documentation names exist', () => {
  const tables = all(read('prisma/schema.prisma'), /@@map\("(\w+)"\)/g);
  const named = all(read(OPERATIONS), /(?:DELETE FROM|table\n?`?) ?`?([a-z]+_[a-z_]+)/g);
  expect(named).toContain('tls_certificate');
  expect(named.filter((name) => !tables.includes(name))).toEqual([]);
});

test.each([OPERATIONS, 'README.md'])('the files and headings that %s links to exist', (file) => {
  const headings = all(read(file), /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  );
  const broken = all(read(file), /\]\(([^)]+)\)/g).filter((target) =>
    target.startsWith('#')
      ? !headings.includes(target.slice(1))
      : !/^https?:/.test(target) && !fs.existsSync(path.join(path.dirname(file), target)),
  );
  expect(broken).toEqual([]);
});

test('the files that the documentation installs exist', () => {
  const named = all(read(OPERATIONS), /(deploy\/[\w./-]*\w)/g);
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((file) => !fs.existsSync(file))).toEqual([]);
});

describe('the units of systemd', () => {
  const settingsOf = (file: string): Map<string, string> =>
    new Map([...read(file).matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]));

  it.each(UNITS)('%s runs without root and cannot write to the program', (file) => {
    expect(Object.fromEntries(settingsOf(file))).toMatchObject({
      User: 'siegel',
      NoNewPrivileges: 'true',
      ProtectSystem: 'strict',
      KillMode: 'mixed',
      Restart: 'on-failure',
      WantedBy: 'siegel.target',
    });
  });

  it('only the worker may listen on ports below 1024, and outlasts its grace', () => {
    const [console, worker] = UNITS.map(settingsOf);
    expect([console?.get('CapabilityBoundingSet'), console?.has('AmbientCapabilities')]).toEqual(['', false]);
    expect([worker?.get('CapabilityBoundingSet'), worker?.get('AmbientCapabilities')]).toEqual([
      'CAP_NET_BIND_SERVICE',
      'CAP_NET_BIND_SERVICE',
    ]);
    expect(Number(worker?.get('TimeoutStopSec'))).toBeGreaterThan(30);
  });
});

describe('compose.yaml', () => {
  const serviceSchema = z.object({
    image: z.string(),
    command: z.array(z.string()).optional(),
    read_only: z.boolean().optional(),
    ports: z.array(z.string()).default([]),
    depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  });
  const { services } = z
    .object({ services: z.record(z.string(), serviceSchema) })
    .parse(parse(read('deploy/compose.yaml'), { merge: true }));

  it('runs console, worker and migration from one image, by the scripts of npm', () => {
    const ours = Object.entries(services).filter(([, { image }]) => image === 'siegel');
    expect(ours.map(([name]) => name)).toEqual(['migrate', 'console', 'worker']);
    expect(ours.map(([, { command }]) => command?.join(' '))).toEqual(['npm run siegel -- migrate', 'npm run console', 'npm run worker']);
    expect(ours.every(([, service]) => service.read_only === true)).toBe(true);
  });

  it('starts neither before the tables are made, and opens the console to this host alone', () => {
    for (const name of ['console', 'worker']) {
      expect(services[name]?.depends_on).toEqual({ migrate: { condition: 'service_completed_successfully' } });
    }
    expect(services.console?.ports).toEqual(['127.0.0.1:3000:3000']);
    expect(services.worker?.ports).toEqual(['25:25', '465:465', '587:587', '127.0.0.1:9464:9464']);
  });
});
