import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contentStamp } from '@/scripts/run/content-stamp';

let root: string;
const write = (file: string, content: string): void => {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), content);
};
const stamp = () => contentStamp(root, ['app', 'config.ts'], ['app/generated']);

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'siegel-stamp-'));
  write('app/page.tsx', 'page');
  write('config.ts', 'config');
});
afterEach(() => fs.rmSync(root, { recursive: true }));

test('the same content has the same stamp, whenever it was written', () => {
  const before = stamp();
  fs.utimesSync(path.join(root, 'app/page.tsx'), 0, 0);
  write('app/generated/client.ts', 'made');
  write('elsewhere.ts', 'no source');
  expect(stamp()).toBe(before);
});

test.each<[string, () => void]>([
  ['other content', () => write('app/page.tsx', 'other')],
  ['a further file', () => write('app/new/page.tsx', '')],
  ['a removed file', () => fs.rmSync(path.join(root, 'config.ts'))],
  ['another name', () => fs.renameSync(path.join(root, 'app/page.tsx'), path.join(root, 'app/pages.tsx'))],
])('%s has another stamp', (_change, change) => {
  const before = stamp();
  change();
  expect(stamp()).not.toBe(before);
});
