import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { applyMigrations } from '@/lib/db/apply-migrations';
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres';
import { openDatabase } from '@/lib/db/prisma';
import type { CertificateAuthority } from '../support/certificate-authority';
import { startDnsServer } from '../support/dns-server';
import { saveSetup } from '../support/gateway-setup';
import { startPostfix } from '../support/postfix';
import { forcedTlsOut } from '../support/rules';
import { createWorkerProcess } from '../support/worker-process';
import type { Contender } from './throughput';

/** Mail from this sender is accepted and kept, by both servers; everything else is relayed to the sink. */
export const KEPT_SENDER = 'a@kept.example';
export const RELAYED_SENDER = 'a@relayed.example';
export const RECIPIENT = 'b@sink.example';
export const SINK_HOST = 'sink.example';

export type StoppableContender = Contender & { stop(): Promise<void> };

/** One worker and a PostgreSQL of its own with default durability, as `npm start` has them. */
export async function startSiegel(authority: CertificateAuthority, sinkPort: number): Promise<StoppableContender> {
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'siegel-bench-'));
  const caFile = path.join(directory, 'ca.pem');
  await fs.writeFile(caFile, authority.certificate);
  const server = await startEmbeddedPostgres({ directory: path.join(directory, 'postgres') });
  const databaseUrl = server.databaseUrl('siegel');
  await applyMigrations(databaseUrl);
  const db = openDatabase(databaseUrl);
  await saveSetup(db, {
    rules: [
      {
        name: 'kept',
        conditions: [['delivery.sender-domain', { operator: 'is', domains: ['kept.example'] }]],
        actions: [['smtp.action', { outcome: 'hold' }]],
      },
      forcedTlsOut({ domain: 'sink.example', host: SINK_HOST, port: sinkPort }),
    ],
    acceptance: { maxConnectionsPerClient: 1000 },
    routing: { relayNetworks: ['127.0.0.0/8'], retryDelays: [1] },
  });
  await db.$disconnect();
  const dns = await startDnsServer({ [SINK_HOST]: { a: ['127.0.0.1'] } });
  const worker = await createWorkerProcess({
    databaseUrl,
    secretKey: 'a secret that is for benchmarks.',
    dnsServer: dns.address,
    // Not EXTRA_CA_FILE, which has every client told the names of all trusted CAs (docs/operations.md).
    environment: { NODE_EXTRA_CA_CERTS: caFile },
  });
  await worker.start();
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  return {
    name: 'Siegel',
    port: worker.ports.smtp,
    roots: [worker.pid(), server.pid],
    main: worker.pid(),
    clear: async () => {
      await pool.query('TRUNCATE mail_transaction, mail_recipient, message_chunk, delivery_attempt');
    },
    stop: async () => {
      await worker.stop();
      await pool.end();
      await dns.stop();
      await server.stop();
      await fs.rm(directory, { recursive: true, force: true });
    },
  };
}

/** A private Postfix in its best configuration for this: TLS connections to the next hop are kept open. */
export async function startPostfixContender(authority: CertificateAuthority, sinkPort: number): Promise<StoppableContender> {
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'siegel-bench-ca-'));
  const caFile = path.join(directory, 'ca.pem');
  await fs.chmod(directory, 0o755);
  await fs.writeFile(caFile, authority.certificate, { mode: 0o644 });
  const postfix = await startPostfix({
    hostname: 'mx.postfix.example',
    certificate: await authority.issue(['mx.postfix.example']),
    settings: {
      default_process_limit: '300',
      in_flow_delay: '0',
      message_size_limit: '52428800',
      smtpd_sender_restrictions: 'check_sender_access inline:{kept.example=HOLD}',
      relayhost: `[127.0.0.1]:${sinkPort}`,
      smtp_tls_security_level: 'verify',
      smtp_tls_verify_cert_match: SINK_HOST,
      smtp_tls_wrappermode: 'yes',
      smtp_tls_CAfile: caFile,
      smtp_tls_connection_reuse: 'yes',
      smtpd_tls_session_cache_database: 'btree:$data_directory/smtpd_scache',
      smtp_tls_session_cache_database: 'btree:$data_directory/smtp_scache',
    },
  });
  return {
    name: 'Postfix',
    port: postfix.port,
    roots: [postfix.pid],
    main: null,
    clear: () => postfix.deleteAll(),
    stop: async () => {
      await postfix.stop();
      await fs.rm(directory, { recursive: true, force: true });
    },
  };
}
