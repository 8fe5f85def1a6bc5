import fs from 'node:fs/promises';
import path from 'node:path';

/** The messages in a folder of a Maildir, each octet a character; none if it is not there. */
export async function readMaildir(directory: string): Promise<string[]> {
  const names = await fs.readdir(directory).catch(() => []);
  return Promise.all(names.map((name) => fs.readFile(path.join(directory, name), 'latin1')));
}
