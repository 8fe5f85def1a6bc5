import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { queueActionResultSchema, queueListSchema } from '@/lib/api/contracts/queue';
import { ruleListSchema, savedSchema } from '@/lib/api/contracts/rules';
import { workerListSchema } from '@/lib/api/contracts/status';
import { canListen } from '@/lib/net/can-listen';
import { createTestDatabase } from '../support/database';
import { freePort } from '../support/free-port';
import { ruleDraft } from '../support/gateway-setup';
import { startNextHop } from '../support/next-hop';
import { forcedTlsIn } from '../support/rules';
import { makeServerDirectory } from '../support/server-directory';
import { SmtpClient } from '../support/smtp-client';
import { waitFor } from '../support/wait-for';
import { ConsoleClient } from './console-client';
import { npmStart, processesOf, processOf, type StartProcess } from './start-process';

vi.setConfig({ testTimeout: 90_000 });

const ADMINISTRATOR = { email: 'admin@siegel.example', password: 'correct horse battery staple' };
const RULE = forcedTlsIn({ domain: 'mydomain.tld' });
/** Of the installation whose life is told below; the same at each of its starts. */
const PORTS = {
  CONSOLE_PORT: await freePort(),
  SMTP_PORT: await freePort(),
  SMTPS_PORT: await freePort(),
  SUBMISSION_PORT: await freePort(),
  METRICS_PORT: await freePort(),
};
const NEXT_HOP_PORT = await freePort();
const ANY_PORTS = Object.fromEntries(Object.keys(PORTS).map((setting) => [setting, '0']));

const directory = makeServerDirectory();
/** Everything started, to be ended whatever fails. */
const started: StartProcess[] = [];

function start(settings: Readonly<Record<string, string>>): StartProcess {
  const system = npmStart({ SMTP_HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...settings });
  started.push(system);
  return system;
}

afterAll(async () => {
  for (const system of started) system.terminate();
  await Promise.all(started.map(({ exited }) => exited));
  for (const { pid } of processesOf(directory)) process.kill(pid, 'SIGKILL');
  await waitFor('every process to be gone', () => processesOf(directory).length === 0);
  fs.rmSync(directory, { recursive: true });
});

describe('an installation', () => {
  const dataDir = path.join(directory, 'data');
  const url = `http://127.0.0.1:${PORTS.CONSOLE_PORT}`;
  const settings = { DATA_DIR: dataDir, ...Object.fromEntries(Object.entries(PORTS).map(([setting, port]) => [setting, String(port)])) };
  const accepted: string[] = [];
  let system: StartProcess;
  let administrator: ConsoleClient;

  async function startAgain(): Promise<void> {
    system = start(settings);
    await system.says('Siegel is running.');
  }

  /** Resolves when the message has got its 250. Nothing listens where it is to be delivered: it waits in the queue. */
  async function accept(recipient: string): Promise<void> {
    const client = await SmtpClient.connect({ port: PORTS.SMTP_PORT });
    await client.open();
    await client.sendMessage({ from: 'a@sender.example', to: [recipient], data: 'Subject: kept\r\n\r\nkept\r\n' });
    client.destroy();
    accepted.push(recipient);
  }

  const queued = async (): Promise<string[]> => {
    const { entries } = await administrator.ask(queueListSchema, 'GET', '/api/v1/queue');
    return entries.map(({ recipient }) => recipient).sort();
  };

  async function nothingIsLost(): Promise<void> {
    expect(await waitFor('the console to answer', () => queued().catch(() => null))).toEqual(accepted.toSorted());
    const { rules } = await administrator.ask(ruleListSchema, 'GET', '/api/v1/rules');
    expect(rules.map(({ rule }) => rule.name)).toEqual([RULE.name]);
  }

  async function nothingIsLeft(): Promise<void> {
    expect(processesOf(dataDir)).toEqual([]);
    for (const port of Object.values(PORTS)) expect([port, await canListen('127.0.0.1', port)]).toEqual([port, true]);
  }

  it('tells where everything is, and there it answers', async () => {
    await startAgain();
    await system.says('check certificates will not deliver to it.');
    const output = system.output();
    expect(output).not.toContain('Building');
    expect(output).toMatch(new RegExp(`^ {2}Console {9}${url}$`, 'm'));
    for (const [name, setting] of [
      ['SMTP', 'SMTP_PORT'],
      ['SMTPS', 'SMTPS_PORT'],
      ['Submission', 'SUBMISSION_PORT'],
    ] as const) {
      expect(output).toMatch(new RegExp(`^ {2}${name} +127\\.0\\.0\\.1:${PORTS[setting]} `, 'm'));
      const client = await SmtpClient.connect({ port: PORTS[setting], tls: setting === 'SMTPS_PORT' ? 'implicit' : 'none' });
      await client.open();
      await client.quit();
    }
    expect(output).toContain(`${url}/setup?token=`);
    expect(output).toContain('WARNING: the certificate of the SMTP listeners is a self-signed one');
    expect((await fetch(`${url}/sign-in`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${PORTS.METRICS_PORT}/readyz`)).status).toBe(200);
  });

  it('lets the printed link create the first administrator, once', async () => {
    const [, token] = /\/setup\?token=(\S+)/.exec(system.output()) ?? [];
    const visitor = ConsoleClient.anonymous(url);
    const setUp = () => visitor.send('POST', '/api/v1/setup', { token, name: 'Admin', ...ADMINISTRATOR });
    expect((await visitor.send('GET', `/setup?token=${token}`)).status).toBe(200);
    expect((await setUp()).status).toBe(201);
    expect((await setUp()).ok).toBe(false);

    administrator = await ConsoleClient.signIn(url, ADMINISTRATOR);
    await administrator.ask(savedSchema, 'POST', '/api/v1/rules', { rule: ruleDraft(RULE) });
    const deliverTo = { hosts: [{ host: '127.0.0.1', port: NEXT_HOP_PORT }], encryption: 'plaintext', certificateCheck: null };
    const { revision } = await administrator.ask(savedSchema, 'POST', '/api/v1/domains', { domain: 'here.example', deliverTo });
    await waitFor('the worker to take over the policy', async () => {
      const { workers } = await administrator.ask(workerListSchema, 'GET', '/api/v1/workers');
      return workers.every((worker) => worker.revision === revision);
    });
  });

  it.each([
    ['SMTP worker', '.build/worker/main.mjs'],
    ['console', 'next-server'],
    ['embedded PostgreSQL', '/bin/postgres -D'],
  ])('starts the %s again when it is killed', async (name, command) => {
    await accept(`${command.replaceAll(/\W/g, '')}@here.example`);
    process.kill(processOf(dataDir, command).pid, 'SIGKILL');
    await system.says(`The ${name} is running again.`);
    await nothingIsLost();
  });

  it('starts over what a start that was killed has left running', async () => {
    await accept('start@here.example');
    process.kill(processOf(dataDir, 'scripts/start.ts').pid, 'SIGKILL');
    await system.exited;
    await startAgain();
    expect(system.output()).toContain('Stopping the SMTP worker that an earlier start has left behind');
    await nothingIsLost();
  });

  it('finds everything again when all of it was killed at once', async () => {
    await accept('power-failure@here.example');
    for (const { pid } of processesOf(dataDir)) process.kill(pid, 'SIGKILL');
    await system.ended;
    await waitFor('every process to be gone', () => processesOf(dataDir).length === 0);
    await startAgain();
    await nothingIsLost();
  });

  it('is not started twice on the same data', async () => {
    await refused(
      { DATA_DIR: dataDir },
      `Siegel already runs with the data in ${dataDir} (process ${processOf(dataDir, 'scripts/start.ts').pid}).`,
    );
  });

  it('ends with Ctrl-C, and leaves no process and no port taken', async () => {
    system.pressCtrlC();
    expect(await system.ended).toBe(0);
    await nothingIsLeft();
  });

  it('ends with Ctrl-C in the middle of a start, too', async () => {
    system = start(settings);
    await system.says('Starting the console and the SMTP worker');
    system.pressCtrlC();
    expect(await system.ended).toBe(0);
    await nothingIsLeft();
  });

  it('finds its data at the next start, delivers what waited, and ends with SIGTERM to npm alone', async () => {
    await startAgain();
    expect(system.output()).not.toContain('/setup?token=');
    administrator = await ConsoleClient.signIn(url, ADMINISTRATOR);
    await nothingIsLost();

    const nextHop = await startNextHop({ opening: 'plaintext', port: NEXT_HOP_PORT });
    const { entries } = await administrator.ask(queueListSchema, 'GET', '/api/v1/queue');
    await administrator.ask(queueActionResultSchema, 'POST', '/api/v1/queue/actions', {
      action: 'retry',
      ids: entries.map(({ id }) => id),
    });
    await waitFor('an empty queue', async () => (await queued()).length === 0);
    expect(nextHop.messages.flatMap(({ recipients }) => recipients.map(({ address }) => address)).sort()).toEqual(accepted.toSorted());
    await nextHop.stop();

    system.terminate();
    expect(await system.ended).toBe(0);
    await nothingIsLeft();
  });
});

it('works with database, administrator and API token from the settings, and ends when the terminal is closed', async () => {
  const database = await createTestDatabase();
  const dataDir = path.join(directory, 'settings');
  const token = 'a token of the tests, for nothing else';
  const system = start({
    ...ANY_PORTS,
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    ADMIN_EMAIL: ADMINISTRATOR.email,
    ADMIN_PASSWORD: ADMINISTRATOR.password,
    API_TOKEN: token,
  });
  await system.says('Siegel is running.');
  const [, url = ''] = /^ {2}Console +(\S+)$/m.exec(system.output()) ?? [];
  expect(system.output()).not.toContain('/setup?token=');
  for (const client of [await ConsoleClient.signIn(url, ADMINISTRATOR), ConsoleClient.withToken(url, token)]) {
    expect((await client.ask(workerListSchema, 'GET', '/api/v1/workers')).workers).toHaveLength(1);
  }
  expect((await ConsoleClient.withToken(url, `${token}?`).send('GET', '/api/v1/workers')).status).toBe(401);
  system.closeTerminal();
  await waitFor('every process to be gone', () => processesOf(dataDir).length === 0);
  await database.drop();
});

/** The start ends with exit code 1 and says this one sentence and nothing else. */
async function refused(settings: Record<string, string>, sentence: string): Promise<void> {
  const system = start({ ...ANY_PORTS, ...settings });
  expect(await system.ended).toBe(1);
  const lines = system
    .output()
    .split('\n')
    .filter((line) => !/^(|npm .*|> .*)$/.test(line));
  expect(lines).toEqual([sentence]);
}

describe('what cannot be started is said in one sentence:', () => {
  const DATA_DIR = path.join(directory, 'refused');

  it('a port that is taken', async () => {
    const squatter = net.createServer().listen(0, '127.0.0.1');
    const port = await waitFor('a port', () => {
      const address = squatter.address();
      return address !== null && typeof address === 'object' && address.port;
    });
    await refused(
      { DATA_DIR, SMTPS_PORT: String(port) },
      `The port ${port} is taken by another program: set SMTPS_PORT to a free port, or stop that program.`,
    );
    squatter.close();
  });

  it('a database that cannot be reached', async () => {
    const port = await freePort();
    await refused(
      { DATA_DIR, DATABASE_URL: `postgresql://siegel:secret@127.0.0.1:${port}/siegel` },
      `The database at 127.0.0.1:${port} cannot be reached: nothing listens there. Start it, or change DATABASE_URL.`,
    );
  });

  it('a setting that is wrong', async () => {
    await refused({ DATA_DIR, SMTP_PORT: 'smtp' }, 'The setting SMTP_PORT must be a port number, 0 to 65535.');
  });
});
