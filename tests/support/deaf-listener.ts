import { spawn } from 'node:child_process';
import net from 'node:net';

/** A port that is open and takes no further connection: whoever connects waits, as for a host behind a firewall that drops packets. */
export interface DeafListener {
  readonly port: number;
  stop(): void;
}

/** It listens, and never comes to accept. */
const LISTEN = `
const server = require('node:net').createServer();
server.listen(0, '127.0.0.1', 1, () => {
  require('node:fs').writeSync(1, String(server.address().port));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});`;
/** More than wait in the kernel for a process with a backlog of 1. */
const ENOUGH = 8;

export async function startDeafListener(): Promise<DeafListener> {
  const child = spawn(process.execPath, ['-e', LISTEN], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = Number(await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data)))));
  const sockets = Array.from({ length: ENOUGH }, () => net.connect({ host: '127.0.0.1', port }));
  for (const socket of sockets) socket.on('error', () => socket.destroy());
  await new Promise((resolve) => sockets[0]?.once('connect', resolve));
  return {
    port,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      child.kill('SIGKILL');
    },
  };
}
