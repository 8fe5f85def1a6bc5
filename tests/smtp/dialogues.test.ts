import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { parseDialogue } from '../support/dialogue';
import { type Gateway, startGateway } from '../support/gateway';
import { readGatewaySetup } from '../support/gateway-setup';
import { runDialogue } from '../support/run-dialogue';

const here = import.meta.dirname;
const folders = fs
  .readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && fs.existsSync(path.join(here, entry.name, 'policy.json')))
  .map((entry) => entry.name);

describe.each(folders)('%s', (folder) => {
  const directory = path.join(here, folder);
  const dialogues = fs
    .readdirSync(directory)
    .filter((name) => name.endsWith('.dialogue'))
    .map((name) => ({ name, ...parseDialogue(fs.readFileSync(path.join(directory, name), 'utf8')) }));

  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway(readGatewaySetup(fs.readFileSync(path.join(directory, 'policy.json'), 'utf8')));
  });
  afterAll(() => gateway?.stop());

  it.each(dialogues)('$name: $title', async (dialogue) => {
    await runDialogue(dialogue, gateway);
  });
});
