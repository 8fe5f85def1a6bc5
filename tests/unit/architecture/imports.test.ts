import { expect, test } from 'vitest';
import { codeOf, importedPath, sourceFiles } from './source-files';

const files = sourceFiles();
const under = (...folders: string[]) => files.filter((file) => folders.some((folder) => file.path.startsWith(`${folder}/`)));

/** Every import from `folders` that leads to a place for which `forbidden` gives a reason. */
function violations(folders: readonly string[], forbidden: (target: string, from: string) => boolean): string[] {
  return under(...folders).flatMap((file) =>
    file.imports
      .map((name) => importedPath(file, name) ?? name)
      .filter((target) => forbidden(target, file.path))
      .map((target) => `${file.path} imports ${target}`),
  );
}

const PURE = ['lib/acceptance', 'lib/mail', 'lib/policy', 'lib/replay', 'lib/routing'];

test('the pure core imports nothing but itself, its words, zod, ipaddr.js and re2js', () => {
  const allowed =
    /^(lib\/(acceptance|mail|policy|replay|routing)\/|lib\/queue\/(failure|transaction|backoff)$|lib\/i18n\/(locales|error-text|messages\/[\w-]+)$|zod$|ipaddr\.js$|re2js$)/;
  expect(violations(PURE, (target) => !allowed.test(target))).toEqual([]);
});

test('the pure core knows no clock, no randomness, no process and nothing asynchronous', () => {
  // `new Date(…)` with an instant reads no clock.
  const impure =
    /(?<!\.)\b(new Date(?!\([^)])|Date\.now|Math\.random|async|await|Promise|setTimeout|setInterval|queueMicrotask|process|crypto|performance|fetch)\b/;
  const found = under(...PURE).flatMap((file) => {
    const match = impure.exec(codeOf(file.text));
    return match === null ? [] : [`${file.path}: ${match[0]}`];
  });
  expect(found).toEqual([]);
});

test('the worker and the console meet only in PostgreSQL', () => {
  expect(violations(['smtp-worker'], (target) => /^(app|components|lib\/console|lib\/api)\/|^(next|react)\b/.test(target))).toEqual([]);
  expect(violations(['app', 'components', 'lib'], (target) => target.startsWith('smtp-worker/'))).toEqual([]);
});

test('components never reach the database, and routes reach it through lib/console alone', () => {
  const server = /^(node:|pg$|@prisma\/|lib\/(db|revisions|queue|auth|audit|env|console)(\/|$))/;
  expect(violations(['components'], (target) => server.test(target))).toEqual([]);
  const direct = /^(pg$|@prisma\/|lib\/(db|revisions|queue)\/)/;
  expect(violations(['app'], (target) => direct.test(target))).toEqual([]);
});

test('one feature of the console does not import another', () => {
  const featureOf = (file: string) => /^components\/([^/]+)\//.exec(file)?.[1];
  const shared = new Set(['ui', 'shell']);
  expect(
    violations(['components'], (target, from) => {
      const [own, other] = [featureOf(from), featureOf(target)];
      return other !== undefined && other !== own && !shared.has(other);
    }),
  ).toEqual([]);
});

test('nothing that runs in production imports tests or scripts', () => {
  expect(violations(['app', 'components', 'lib', 'smtp-worker'], (target) => /^(tests|scripts)\//.test(target))).toEqual([]);
});
