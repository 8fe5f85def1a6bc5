import fs from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

const dependencies = z.record(z.string(), z.string());
const manifest = z.object({ dependencies, devDependencies: dependencies }).parse(JSON.parse(fs.readFileSync('package.json', 'utf8')));
const lockText = fs.readFileSync('package-lock.json', 'utf8');

test('the lock file names no registry: each machine uses its own', () => {
  expect(lockText).not.toContain('"resolved"');
  expect(lockText).not.toContain('.tgz');
});

test('every package is pinned by its checksum', () => {
  const { packages } = z
    .object({
      packages: z.record(
        z.string(),
        z.object({ version: z.string().optional(), integrity: z.string().optional(), link: z.boolean().optional() }),
      ),
    })
    .parse(JSON.parse(lockText));
  const unpinned = Object.entries(packages).filter(([name, entry]) => name !== '' && entry.link !== true && entry.integrity === undefined);
  expect(unpinned.map(([name]) => name)).toEqual([]);
});

test('versions in package.json are exact', () => {
  const all = { ...manifest.dependencies, ...manifest.devDependencies };
  expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});
