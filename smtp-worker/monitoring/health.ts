import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HealthOptions {
  readonly host: string;
  readonly port: number;
  /** Why the worker cannot take mail at the moment; null: it can. */
  readonly notReady: () => Promise<string | null> | string | null;
  readonly metrics: () => Promise<string>;
}

export interface HealthServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Serves /healthz (the process lives), /readyz (it takes mail) and /metrics. @throws the system's error when the port is not to be had */
export async function startHealth(options: HealthOptions): Promise<HealthServer> {
  const server = http.createServer((request, response) => {
    answer(request.url ?? '/', options).then(
      ({ status, text }) => response.writeHead(status, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => resolve());
  });
  return {
    port: portOf(server.address()),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(url: string, { notReady, metrics }: HealthOptions): Promise<{ status: number; text: string }> {
  switch (new URL(url, 'http://worker').pathname) {
    case '/healthz':
      return { status: 200, text: 'ok\n' };
    case '/readyz': {
      const reason = await notReady();
      return reason === null ? { status: 200, text: 'ready\n' } : { status: 503, text: `${reason}\n` };
    }
    case '/metrics':
      return { status: 200, text: await metrics() };
    default:
      return { status: 404, text: 'not found\n' };
  }
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
