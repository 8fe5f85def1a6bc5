import fs from 'node:fs';
import path from 'node:path';

export interface SourceFile {
  /** From the project's root: `lib/mail/domain.ts`. */
  readonly path: string;
  readonly text: string;
  /** What it imports, as written: `@/lib/mail/domain`, `./reply`, `node:fs`. */
  readonly imports: readonly string[];
}

const ROOTS = ['app', 'components', 'lib', 'scripts', 'smtp-worker', 'tests'];
const IMPORT = /(?<!['"])\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g;

/** Every source file of the project that people write. */
export function sourceFiles(): SourceFile[] {
  return ROOTS.flatMap((root) => fs.readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => path.join(root, name)))
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !file.includes('/generated/'))
    .map((file) => {
      const text = fs.readFileSync(file, 'utf8');
      return { path: file, text, imports: [...withoutComments(text).matchAll(IMPORT)].map(([, name = '']) => name) };
    });
}

/** Where an import leads inside the project, without extension: `lib/mail/domain`; null for packages. */
export function importedPath(file: SourceFile, name: string): string | null {
  if (name.startsWith('@/')) return name.slice(2);
  return name.startsWith('.') ? path.join(path.dirname(file.path), name) : null;
}

/** The text without comments and string literals, in which words mean nothing. */
export function codeOf(text: string): string {
  return withoutComments(text).replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, ' ');
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g, ' ');
}
