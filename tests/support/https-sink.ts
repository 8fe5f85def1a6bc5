import https from 'node:https';
import type { KeyAndCertificate } from './certificate-authority';

/** A request as it came. */
interface SunkRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What the next request is answered; `silence`: nothing, ever. */
type SinkAnswer = { readonly status: number; readonly headers?: Readonly<Record<string, string>> } | 'silence';

export interface HttpsSink {
  readonly port: number;
  readonly requests: readonly SunkRequest[];
  /** One after the other; the last one stays. */
  answerWith(...answers: readonly SinkAnswer[]): void;
  stop(): Promise<void>;
}

/** A real HTTPS server on loopback that records what it gets. */
export async function startHttpsSink({ certificate, key }: KeyAndCertificate): Promise<HttpsSink> {
  const requests: SunkRequest[] = [];
  let answers: readonly SinkAnswer[] = [{ status: 204 }];
  const server = https.createServer({ cert: certificate, key }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      requests.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
      const [answer = 'silence', ...more] = answers;
      if (more.length > 0) answers = more;
      if (answer !== 'silence') response.writeHead(answer.status, answer.headers).end('what is never read');
    });
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    requests,
    answerWith: (...next) => {
      answers = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
