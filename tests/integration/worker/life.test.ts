import { randomUUID, X509Certificate } from 'node:crypto';
import net from 'node:net';
import path from 'node:path';
import tls from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encryptSecret } from '@/lib/auth/secret-box';
import { loadSecretKey } from '@/lib/auth/secret-key';
import { openDatabase } from '@/lib/db/prisma';
import { openLog } from '@/lib/log/log';
import { startWorker } from '@/smtp-worker/worker';
import type { WorkerConfig } from '@/smtp-worker/worker-config';
import { selfSignedCertificate } from '../../support/certificate-authority';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { type Gateway, startGateway, TEST_SECRET } from '../../support/gateway';
import { SmtpClient } from '../../support/smtp-client';

describe('a running worker', () => {
  let gateway: Gateway;
  beforeEach(async () => {
    gateway = await startGateway({ users: [{ name: 'alice', password: 'correct horse battery' }] });
  });
  afterEach(() => gateway?.stop());

  const workers = () =>
    gateway.sql
      .query<{ id: string; alive: boolean; stopped: boolean; listeners: { name: string; port: number }[] }>(
        'SELECT id, lease_until > now() AS alive, stopped_at IS NOT NULL AS stopped, listeners FROM worker',
      )
      .then(({ rows }) => rows);
  const health = (where: string) =>
    fetch(`http://127.0.0.1:${gateway.metricsPort}${where}`).then(async (response) => [response.status, await response.text()]);

  it('says where it listens, and enters itself again when its row is gone', async () => {
    const [worker] = await workers();
    expect(worker).toMatchObject({ alive: true, stopped: false });
    expect(worker?.listeners.map(({ name, port }) => [name, port])).toEqual(Object.entries(gateway.ports));
    await gateway.sql.query('DELETE FROM worker');
    await expect.poll(workers, { timeout: 5000 }).toMatchObject([{ id: worker?.id, alive: true }]);
  });

  it('gives its lease back when it is stopped', async () => {
    await gateway.stopWorker();
    expect(await workers()).toMatchObject([{ alive: false, stopped: true }]);
    await expect(SmtpClient.connect({ port: gateway.ports.smtp })).rejects.toThrow();
  });

  it('is not ready while the database is away, and recovers by itself', async () => {
    expect(await health('/healthz')).toEqual([200, 'ok\n']);
    expect(await health('/readyz')).toEqual([200, 'ready\n']);
    await gateway.database.cut();
    await expect.poll(() => health('/readyz'), { timeout: 5000 }).toEqual([503, 'the database cannot be reached\n']);
    expect((await health('/healthz'))[0]).toBe(200);
    expect((await health('/metrics'))[1]).toContain('siegel_sessions_open 0');

    const client = await gateway.connect('smtp');
    await client.open();
    expect((await client.command('MAIL FROM:<a@b.example>')).text).toMatch(/^451 4\.3\.0 /);
    await gateway.database.restore();
    await client.expect('MAIL FROM:<a@b.example>', 250);
    await client.quit();
    await expect.poll(() => health('/readyz'), { timeout: 5000 }).toEqual([200, 'ready\n']);
    // Notifications work again too: sooner or later the worker listens on a new connection.
    await gateway.setRules([]);
    expect((await health('/nothing'))[0]).toBe(404);
  });

  it('lets a user in at most as long as the user is enabled with that password', async () => {
    const signIn = async (password: string) => {
      const client = await gateway.connect('smtps');
      await client.open();
      const { code } = await client.authPlain('Alice', password);
      client.destroy();
      return code;
    };
    expect(await signIn('wrong')).toBe(535);
    expect(await signIn('correct horse battery')).toBe(235);
    // Remembered, yet no longer than it is true.
    expect(await signIn('correct horse battery')).toBe(235);
    await gateway.sql.query('UPDATE smtp_user SET enabled = false');
    expect(await signIn('correct horse battery')).toBe(535);
    const { rows } = await gateway.sql.query<{ seen: boolean }>('SELECT last_seen_at IS NOT NULL AS seen FROM smtp_user');
    expect(rows[0]?.seen).toBe(true);
  });

  it('shows a newer certificate without a restart, and others by SNI', async () => {
    const shown = (servername: string) =>
      new Promise<string>((resolve, reject) => {
        const socket = tls.connect({ port: gateway.ports.smtps, host: '127.0.0.1', servername, rejectUnauthorized: false }, () => {
          resolve(socket.getPeerCertificate().subjectaltname ?? '');
          socket.destroy();
        });
        socket.once('error', reject);
      });
    const store = async (hostname: string, names: string[]) => {
      const { certificate, key } = await selfSignedCertificate(names);
      const { validTo, fingerprint256 } = new X509Certificate(certificate);
      const encrypted = encryptSecret(loadSecretKey({ SECRET_KEY: TEST_SECRET, DATA_DIR: path.resolve('.data') }), key);
      await gateway.sql.query(
        `INSERT INTO tls_certificate (id, hostname, certificate_pem, encrypted_key, self_signed, not_before, not_after, sha256)
         VALUES (gen_random_uuid(), $1, $2, $3, false, now(), $4, $5)`,
        [hostname, certificate, encrypted, validTo, fingerprint256],
      );
    };
    expect(await shown('mx.siegel.example')).toBe('DNS:mx.siegel.example, DNS:localhost');
    await store('mx.siegel.example', ['mx.siegel.example', 'newer.example']);
    await store('other.example', ['other.example']);
    await expect.poll(() => shown('other.example'), { timeout: 10_000 }).toBe('DNS:other.example');
    expect(await shown('mx.siegel.example')).toBe('DNS:mx.siegel.example, DNS:newer.example');
    expect(await shown('unknown.example')).toBe('DNS:mx.siegel.example, DNS:newer.example');
  });
});

describe('starting', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.drop());

  const config = (changes: Partial<WorkerConfig> = {}): WorkerConfig => ({
    hostname: 'mx.siegel.example',
    databaseUrl: database.url,
    databaseConnections: 5,
    secretKey: loadSecretKey({ SECRET_KEY: 'one secret for tests, 32 letters', DATA_DIR: path.resolve('.data') }),
    listeners: [{ name: 'smtp', host: '127.0.0.1', port: 0, tls: 'starttls', submission: false }],
    dnsServers: ['127.0.0.1:1'],
    metrics: { host: '127.0.0.1', port: 0 },
    extraCa: null,
    webhookNetworks: [],
    log: openLog('silent'),
    timings: { grace: 1000 },
    ...changes,
  });

  it('fails with one sentence when a port is taken, and leaves nothing running', async () => {
    const taken = net.createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const listeners = [
      { name: 'smtp', host: '127.0.0.1', port: 0, tls: 'starttls', submission: false },
      { name: 'smtps', host: '127.0.0.1', port, tls: 'implicit', submission: false },
    ] as const;
    await expect(startWorker(config({ listeners }))).rejects.toThrow(
      `Another process already listens on port ${port} on 127.0.0.1 for the listener smtps.`,
    );
    await expect(startWorker(config({ metrics: { host: '127.0.0.1', port } }))).rejects.toThrow(
      /Another process .* for health and metrics\./,
    );
    await new Promise((resolve) => taken.close(resolve));
    const db = openDatabase(database.url);
    expect(await db.worker.count()).toBe(0);
    await db.$disconnect();
  });

  it('fails with one sentence when the database cannot be used', async () => {
    await expect(startWorker(config({ databaseUrl: 'postgresql://u:p@127.0.0.1:1/none' }))).rejects.toThrow(
      /^The database cannot be reached: .+\.$/,
    );
    const missing = new URL(database.url);
    missing.pathname = `/${randomUUID()}`;
    await expect(startWorker(config({ databaseUrl: missing.href }))).rejects.toThrow(/^The database cannot be reached: .*does not exist/);
  });

  it('makes one certificate for two workers, which a third with another secret cannot use', async () => {
    const workers = await Promise.all([startWorker(config()), startWorker(config())]);
    await Promise.all(workers.map((worker) => worker.stop()));
    const db = openDatabase(database.url);
    expect(await db.tlsCertificate.count()).toBe(1);
    expect(await db.worker.count({ where: { stoppedAt: { not: null } } })).toBe(2);
    await db.$disconnect();
    const secretKey = loadSecretKey({ SECRET_KEY: 'another secret of 32 characters.', DATA_DIR: path.resolve('.data') });
    await expect(startWorker(config({ secretKey }))).rejects.toThrow(/^The certificate of the listeners cannot be used: .*SECRET_KEY/);
  });
});
