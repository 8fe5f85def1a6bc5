import net from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEnv } from '@/lib/env';
import { claimPorts } from '@/scripts/run/ports';

const free = { CONSOLE_PORT: '0', SMTP_PORT: '0', SMTPS_PORT: '0', SUBMISSION_PORT: '0', METRICS_PORT: '0', SMTP_HOST: '127.0.0.1' };
const squatter = net.createServer();
let taken: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
  const address = squatter.address();
  taken = String(address !== null && typeof address === 'object' ? address.port : 0);
});
afterAll(() => squatter.close());

test('gives each 0 a free port of its own', async () => {
  const { CONSOLE_PORT, SMTP_PORT, SMTPS_PORT, SUBMISSION_PORT, METRICS_PORT } = await claimPorts(readEnv(free));
  const ports = [CONSOLE_PORT, SMTP_PORT, SMTPS_PORT, SUBMISSION_PORT, METRICS_PORT];
  expect(new Set(ports).size).toBe(5);
  expect(ports).not.toContain(0);
});

test('a taken port is named with its setting', async () => {
  const sentence = `The port ${taken} is taken by another program: set SMTPS_PORT to a free port, or stop that program.`;
  await expect(claimPorts(readEnv({ ...free, SMTPS_PORT: taken }))).rejects.toThrow(sentence);
  await expect(claimPorts(readEnv({ ...free, SMTPS_PORT: taken }), ['CONSOLE_PORT'])).resolves.toBeDefined();
});

test('a port that is set twice is named, and so is an address of another machine', async () => {
  await expect(claimPorts(readEnv({ ...free, SMTP_PORT: '4466', SMTPS_PORT: '4466' }))).rejects.toThrow('set twice: SMTPS_PORT');
  await expect(claimPorts(readEnv({ ...free, CONSOLE_HOST: '192.0.2.1' }))).rejects.toThrow(
    'has no address 192.0.2.1: change CONSOLE_HOST',
  );
});
