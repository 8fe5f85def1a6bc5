import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * A hash over the names and contents of files; directories count with all that is in them, in a fixed order. What is absent counts as empty.
 * @param skip paths, relative to `root`, of directories that do not count
 */
export function contentStamp(root: string, entries: readonly string[], skip: readonly string[] = []): string {
  const hash = createHash('sha256');
  const visit = (relative: string): void => {
    if (skip.includes(relative)) return;
    const absolute = path.join(root, relative);
    const found = fs.statSync(absolute, { throwIfNoEntry: false });
    if (found?.isDirectory()) for (const name of fs.readdirSync(absolute).sort()) visit(path.join(relative, name));
    // The length in front of each part: no two sets of files give the same input.
    else if (found !== undefined) {
      const content = fs.readFileSync(absolute);
      hash.update(`${relative.length} ${relative} ${content.length} `).update(content);
    }
  };
  for (const entry of entries) visit(entry);
  return hash.digest('hex');
}
