import path from 'node:path';
import { expect, test } from 'vitest';
import { sourceFiles } from './source-files';

const files = sourceFiles();

/** Files that are longer than 300 lines, each with the reason why it is one subject all the same. */
const LONG_FOR_A_REASON: Readonly<Record<string, string>> = {
  'lib/i18n/messages/policy.ts': 'the words of rules and decisions, in two languages side by side',
  'lib/i18n/messages/rules.ts': 'the texts of one feature, in two languages side by side',
  'smtp-worker/listeners/connection.ts': 'the commands of one protocol, which smtp-server wants as methods of one class',
  'tests/integration/delivery/forced-tls.test.ts': 'the cases of one promise',
  'tests/integration/queue/queue.test.ts': 'the life of one table',
};

test('a file has one subject: at most 300 lines, or a reason', () => {
  const long = files.filter((file) => file.text.split('\n').length > 301 && LONG_FOR_A_REASON[file.path] === undefined);
  expect(long.map((file) => file.path)).toEqual([]);
});

test('names are kebab-case, but for what Next.js demands', () => {
  const odd = files
    .flatMap((file) => file.path.split('/'))
    .filter((part) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(module|test|d))?(\.[a-z]+)?$|^\(.+\)$|^\[.+\]$|^_/.test(part));
  expect([...new Set(odd)]).toEqual([]);
});

test('there are no drawers', () => {
  const drawers = /^(utils?|helpers?|types?|constants?|misc|common|shared|index)\.(ts|tsx|mjs)$/;
  expect(files.map((file) => file.path).filter((file) => drawers.test(path.basename(file)))).toEqual([]);
});

test('only lib/env.ts reads settings from process.env', () => {
  const settings = /process\.env\.(?!NODE_ENV|PATH|CI\b|SEED\b|EDGE|NEXT_)[A-Z]/;
  const readers = files.filter((file) => !file.path.startsWith('tests/') && settings.test(file.text)).map((file) => file.path);
  expect(readers).toEqual([]);
});
