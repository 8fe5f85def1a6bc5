import net from 'node:net';

/** Whether this process could listen on the address and port now. Nothing keeps the port until somebody really listens. */
export function canListen(host: string, port: number): Promise<boolean> {
  return whyNotListen(host, port).then((code) => code === null);
}

/** The system's error code (`EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`, …) that listening on the address and port meets; null: none. */
export function whyNotListen(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
