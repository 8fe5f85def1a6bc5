import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A new directory that an embedded PostgreSQL can have its data in, even when root runs the tests and PostgreSQL runs as another account. */
export function makeServerDirectory(parent = os.tmpdir()): string {
  const directory = fs.mkdtempSync(path.join(parent, 'siegel-test-server-'));
  fs.chmodSync(directory, 0o711);
  return directory;
}
