import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { KeyAndCertificate } from './certificate-authority';
import { findExim } from './find-exim';
import { accepts, freePort } from './free-port';
import { readMaildir } from './maildir';
import { waitFor } from './wait-for';

const run = promisify(execFile);

/** The user that Debian's Exim runs as. */
const USER = 'Debian-exim';

export interface EximOptions {
  readonly hostname: string;
  /** STARTTLS on `port`, TLS from the first byte on `tlsPort`. */
  readonly certificate?: KeyAndCertificate;
  /** Domains whose mail it keeps, readable by `mail()`. */
  readonly keepsMailFor?: readonly string[];
  /** Where everything else goes, as options of its transport `smtp`: `port`, `protocol`, `hosts_require_tls`. */
  readonly relay?: Readonly<Record<string, string>>;
}

/** A private Exim on loopback in a directory of its own; it shares nothing with an Exim of the machine but the user. */
export interface Exim {
  readonly port: number;
  readonly tlsPort: number;
  /** Its main log. */
  log(): Promise<string>;
  /** The messages that it keeps, as stored: LF line ends, its own headers first. */
  mail(): Promise<string[]>;
  stop(): Promise<void>;
}

/** @throws Error that says what to run if Exim is not there or may not be started. */
export async function startExim(options: EximOptions): Promise<Exim> {
  const program = findExim();
  if (program === null) throw new Error('Exim is not there. Debian or Ubuntu: "sudo npm test" unpacks it beside Postfix');
  if (process.getuid?.() !== 0) throw new Error('Only root may start an Exim of its own. Run: sudo npm test');
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'siegel-exim-'));
  await fs.chmod(directory, 0o755);
  const ports = { port: await freePort(), tlsPort: await freePort() };
  const configuration = path.join(directory, 'exim.conf');
  for (const name of ['spool', 'log', 'mail', 'tls']) await fs.mkdir(path.join(directory, name));
  const { certificate } = options;
  if (certificate !== undefined) await fs.writeFile(path.join(directory, 'tls/chain.pem'), `${certificate.key}${certificate.certificate}`);
  await run('chown', ['-R', `${USER}:${USER}`, directory]);
  // Exim wants its configuration to be root's.
  await fs.writeFile(configuration, configurationOf(directory, { ...options, ...ports, program }));
  const daemon = spawn(program, ['-C', configuration, '-bdf', '-q1m'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const errors = collect(daemon);
  await waitFor(
    'Exim to listen',
    () => {
      if (daemon.exitCode !== null) throw new Error(`Exim ended with ${daemon.exitCode}: ${errors()}`);
      return accepts(ports.port);
    },
    { timeoutMs: 20_000 },
  );
  return {
    ...ports,
    log: () => fs.readFile(path.join(directory, 'log/main'), 'utf8').catch(() => ''),
    mail: () => readMaildir(path.join(directory, 'mail/new')),
    stop: async () => {
      const ended = once(daemon, 'exit');
      daemon.kill('SIGTERM');
      await ended;
      await fs.rm(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function collect(daemon: ChildProcess): () => string {
  let errors = '';
  daemon.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  return () => errors;
}

function configurationOf(
  directory: string,
  {
    hostname,
    certificate,
    keepsMailFor = [],
    relay,
    port,
    tlsPort,
    program,
  }: EximOptions & {
    readonly port: number;
    readonly tlsPort: number;
    readonly program: string;
  },
): string {
  const listening = certificate === undefined ? `${port}` : `${port} : ${tlsPort}`;
  return `
primary_hostname = ${hostname}
exim_path = ${program}
spool_directory = ${directory}/spool
log_file_path = ${directory}/log/%s
pid_file_path = ${directory}/spool/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${listening}
disable_ipv6
deliver_drop_privilege
never_users =
host_lookup =
rfc1413_hosts =
keep_environment =
message_size_limit = 60M
smtputf8_advertise_hosts = *
dsn_advertise_hosts = *
chunking_advertise_hosts = *
${certificate === undefined ? 'tls_advertise_hosts =' : `tls_advertise_hosts = *\ntls_certificate = ${directory}/tls/chain.pem\ntls_on_connect_ports = ${tlsPort}`}
log_selector = +smtp_confirmation
acl_smtp_rcpt = everything
acl_smtp_data = everything

begin acl
everything:
  accept

begin routers
kept:
  driver = accept
  domains = ${keepsMailFor.join(' : ')}
  transport = kept
${relay === undefined ? '' : 'relayed:\n  driver = manualroute\n  route_list = * 127.0.0.1\n  self = send\n  transport = smtp\n'}
begin transports
kept:
  driver = appendfile
  directory = ${directory}/mail
  maildir_format
smtp:
  driver = smtp
${Object.entries(relay ?? {})
  .map(([name, value]) => `  ${name} = ${value}\n`)
  .join('')}
begin retry
* * F,1h,1m
`;
}
