import net from 'node:net';
import type { Env } from '@/lib/env';
import { whyNotListen } from '@/lib/net/can-listen';
import { Problem } from './problem';

/** What each port setting is for, with the setting of its address. */
const PORTS = [
  { setting: 'CONSOLE_PORT', host: (env: Env) => env.CONSOLE_HOST, hostSetting: 'CONSOLE_HOST' },
  { setting: 'SMTP_PORT', host: (env: Env) => env.SMTP_HOST, hostSetting: 'SMTP_HOST' },
  { setting: 'SMTPS_PORT', host: (env: Env) => env.SMTP_HOST, hostSetting: 'SMTP_HOST' },
  { setting: 'SUBMISSION_PORT', host: (env: Env) => env.SMTP_HOST, hostSetting: 'SMTP_HOST' },
  { setting: 'METRICS_PORT', host: (env: Env) => env.CONSOLE_HOST, hostSetting: 'CONSOLE_HOST' },
] as const;

type PortSetting = (typeof PORTS)[number]['setting'];

/**
 * The environment with a free port in place of each 0.
 * @throws Problem naming setting and port of the first of `settings` that cannot be listened on
 */
export async function claimPorts(env: Env, settings: readonly PortSetting[] = PORTS.map(({ setting }) => setting)): Promise<Env> {
  const claimed = { ...env };
  const picked = new Set<number>();
  for (const { setting, host, hostSetting } of PORTS.filter((port) => settings.includes(port.setting))) {
    while (claimed[setting] === 0 || (env[setting] === 0 && picked.has(claimed[setting]))) {
      claimed[setting] = await freePort(host(env), (code) => new Problem(explain(code, setting, 0, host(env), hostSetting)));
    }
    const port = claimed[setting];
    if (picked.has(port)) throw new Problem(`The port ${port} is set twice: ${setting} needs a port of its own.`);
    picked.add(port);
    const code = await whyNotListen(host(env), port);
    if (code !== null) throw new Problem(explain(code, setting, port, host(env), hostSetting));
  }
  return claimed;
}

function explain(code: string, setting: PortSetting, port: number, host: string, hostSetting: string): string {
  switch (code) {
    case 'EADDRINUSE':
      return `The port ${port} is taken by another program: set ${setting} to a free port, or stop that program.`;
    case 'EACCES':
      return `This user may not listen on port ${port} (${setting}): see "Ports below 1024" in docs/operations.md.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}: change ${hostSetting}.`;
    default:
      return `The port ${port} of ${host} (${setting}) cannot be listened on: ${code}.`;
  }
}

function freePort(host: string, problem: (code: string) => Problem): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error: NodeJS.ErrnoException) => reject(problem(error.code ?? error.message)));
    server.listen(0, host, () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
