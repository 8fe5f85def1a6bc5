import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { KeyAndCertificate } from './certificate-authority';
import { accepts, freePort } from './free-port';
import { readMaildir } from './maildir';
import { waitFor } from './wait-for';

const run = promisify(execFile);

export interface PostfixOptions {
  readonly hostname: string;
  /** Further lines of main.cf. */
  readonly settings?: Readonly<Record<string, string>>;
  /** For its own smtpd: STARTTLS on `port`, TLS from the first byte on `tlsPort`. */
  readonly certificate?: KeyAndCertificate;
  readonly tlsPort?: number;
  /** Domains whose mail it keeps in a Maildir, readable by `mail()`. */
  readonly keepsMailFor?: readonly string[];
}

/** A private Postfix on loopback in a directory of its own; it shares nothing with a Postfix of the machine. */
export interface Postfix {
  readonly port: number;
  readonly tlsPort: number;
  /** Master's process id: its children are what the instance costs. */
  readonly pid: number;
  /** Hands a message (LF line ends) to sendmail(1). */
  sendmail(from: string, to: readonly string[], message: string): Promise<void>;
  /** What it logged. */
  log(): Promise<string>;
  /** The messages that it keeps, as stored: LF line ends, its own headers first. */
  mail(): Promise<string[]>;
  /** Queue files by queue: `incoming active deferred hold`. */
  queued(): Promise<number>;
  deleteAll(): Promise<void>;
  /** Tries at once what waits. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/** @throws Error that names the command to run if Postfix is not there or may not be started. */
export async function startPostfix(options: PostfixOptions): Promise<Postfix> {
  await requirePostfix();
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'siegel-postfix-'));
  await fs.chmod(directory, 0o755);
  const port = await freePort();
  const tlsPort = options.tlsPort ?? (await freePort());
  const configuration = path.join(directory, 'etc');
  await writeInstance(directory, configuration, { ...options, port, tlsPort });
  await run('postfix', ['-c', configuration, 'start']);
  await waitFor('Postfix to listen', () => accepts(port), { timeoutMs: 20_000 });
  const pid = Number((await fs.readFile(path.join(directory, 'queue/pid/master.pid'), 'utf8')).trim());

  return {
    port,
    tlsPort,
    pid,
    sendmail: (from, to, message) => pipeTo('sendmail', ['-C', configuration, '-i', '-f', from, ...to], message),
    log: () => fs.readFile(path.join(directory, 'log/maillog'), 'utf8').catch(() => ''),
    mail: () => readMaildir(path.join(directory, 'mail/inbox/new')),
    queued: () => countQueueFiles(path.join(directory, 'queue')),
    deleteAll: async () => void (await run('postsuper', ['-c', configuration, '-d', 'ALL'])),
    flush: async () => void (await run('postqueue', ['-c', configuration, '-f'])),
    stop: async () => {
      await run('postfix', ['-c', configuration, 'stop']).catch(() => undefined);
      await waitFor('Postfix to stop', async () => !(await accepts(port)));
      await fs.rm(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function requirePostfix(): Promise<void> {
  const found = await run('postconf', ['-h', 'mail_version']).catch(() => null);
  if (found === null) throw new Error('Postfix is not installed. Debian or Ubuntu: apt-get install -y postfix');
  if (process.getuid?.() !== 0) throw new Error('Only root may start a Postfix of its own. Run: sudo npm test');
}

async function writeInstance(
  directory: string,
  configuration: string,
  options: PostfixOptions & { readonly port: number; readonly tlsPort: number },
): Promise<void> {
  for (const name of ['etc', 'queue', 'data', 'log', 'mail', 'tls']) await fs.mkdir(path.join(directory, name), { recursive: true });
  await run('chown', ['postfix', path.join(directory, 'data')]);
  await run('chown', ['nobody', path.join(directory, 'mail')]);
  for (const name of ['postfix-files', 'postfix-script', 'post-install', 'dynamicmaps.cf', 'dynamicmaps.cf.d', 'postfix-files.d']) {
    await fs.cp(path.join('/etc/postfix', name), path.join(configuration, name), { recursive: true }).catch(() => undefined);
  }
  const { certificate } = options;
  if (certificate !== undefined) {
    await fs.writeFile(path.join(directory, 'tls/chain.pem'), `${certificate.key}${certificate.certificate}`, { mode: 0o600 });
  }
  const settings = { ...(await baseSettings(directory, options)), ...options.settings };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  await fs.writeFile(path.join(configuration, 'main.cf'), `${lines.join('\n')}\n`);
  await fs.writeFile(path.join(configuration, 'master.cf'), await masterConfiguration(options));
}

async function baseSettings(directory: string, options: PostfixOptions): Promise<Record<string, string>> {
  const uid = (await run('id', ['-u', 'nobody'])).stdout.trim();
  const gid = (await run('id', ['-g', 'nobody'])).stdout.trim();
  return {
    compatibility_level: '3.6',
    queue_directory: path.join(directory, 'queue'),
    data_directory: path.join(directory, 'data'),
    mail_owner: 'postfix',
    setgid_group: 'postdrop',
    maillog_file: path.join(directory, 'log/maillog'),
    maillog_file_prefixes: directory,
    myhostname: options.hostname,
    mydestination: '',
    mynetworks: '127.0.0.0/8',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    smtpd_peername_lookup: 'no',
    smtpd_relay_restrictions: 'permit_mynetworks, reject',
    smtp_dns_support_level: 'disabled',
    alias_maps: '',
    alias_database: '',
    ...(options.certificate === undefined
      ? {}
      : { smtpd_tls_security_level: 'may', smtpd_tls_chain_files: path.join(directory, 'tls/chain.pem') }),
    ...(options.keepsMailFor === undefined
      ? {}
      : {
          virtual_mailbox_domains: options.keepsMailFor.join(', '),
          virtual_mailbox_base: path.join(directory, 'mail'),
          virtual_mailbox_maps: 'static:inbox/',
          virtual_uid_maps: `static:${uid}`,
          virtual_gid_maps: `static:${gid}`,
        }),
  };
}

/** Debian's own services, unchrooted, with our two ports in place of port 25. */
async function masterConfiguration({ port, tlsPort, certificate }: PostfixOptions & { port: number; tlsPort: number }): Promise<string> {
  const distributed = await fs.readFile('/usr/share/postfix/master.cf.dist', 'utf8');
  const kept: string[] = [];
  let skipping = false;
  for (const line of distributed.split('\n')) {
    if (line.startsWith('#') || line === '') continue;
    // A line that begins with a space continues the service above it.
    if (!/^\s/.test(line)) skipping = /^(smtp\s+inet|maildrop|uucp|ifmail|bsmtp|scalemail-backend|mailman)/.test(line);
    if (!skipping) kept.push(line.replace(/^(\S+\s+(?:unix|fifo|unix-dgram)\s+\S+\s+\S+\s+)y(\s)/, '$1n$2'));
  }
  kept.push(`127.0.0.1:${port} inet n - n - - smtpd`);
  if (certificate !== undefined) kept.push(`127.0.0.1:${tlsPort} inet n - n - - smtpd`, '  -o smtpd_tls_wrappermode=yes');
  kept.push('tlsproxy unix - - n - 0 tlsproxy');
  return `${kept.join('\n')}\n`;
}

function pipeTo(command: string, args: readonly string[], input: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}: ${errors}`))));
    child.stdin.end(input);
  });
}

async function countQueueFiles(queue: string): Promise<number> {
  const counts = await Promise.all(
    ['incoming', 'active', 'deferred', 'hold'].map(async (name) => {
      const entries = await fs.readdir(path.join(queue, name), { recursive: true, withFileTypes: true }).catch(() => []);
      return entries.filter((entry) => entry.isFile()).length;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
