import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPLIES } from '@/lib/mail/replies';
import { formatReply } from '@/lib/mail/reply';
import { parseDialogue } from '../support/dialogue';
import { type Gateway, startGateway } from '../support/gateway';
import { readGatewaySetup } from '../support/gateway-setup';
import { runDialogue } from '../support/run-dialogue';

const here = import.meta.dirname;
const folders = fs
  .readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && fs.existsSync(path.join(here, entry.name, 'policy.json')))
  .map((entry) => entry.name);

/** Every line that a server said in any dialogue. */
const said = new Set<string>();

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
    for (const line of await runDialogue(dialogue, gateway)) said.add(line);
  });
});

/** Replies that no dialogue can bring about, and why. */
const NOT_IN_DIALOGUES: readonly (keyof typeof REPLIES)[] = [
  // Only a fault in our own code leads here.
  'internalError',
  // The disk of the database must be full (tests/resilience/full-disk.test.ts).
  'queueFull',
];

it('every reply of the worker occurs in a dialogue', () => {
  const missing = Object.entries(REPLIES)
    .filter(([name, reply]) => !NOT_IN_DIALOGUES.some((each) => each === name) && !said.has(formatReply(reply)))
    .map(([name]) => name);
  expect(missing).toEqual([]);
});
