import fs from 'node:fs';

/**
 * Makes DATA_DIR if it is missing, closed to others. Root's can be passed through, not listed: the embedded PostgreSQL, which then runs as
 * another account, has its data below. A directory that is there already keeps its permissions: it may be anything.
 */
export function makeDataDir(directory: string): void {
  if (fs.existsSync(directory)) return;
  fs.mkdirSync(directory, { recursive: true });
  fs.chmodSync(directory, process.getuid?.() === 0 ? 0o711 : 0o700);
}
