import http from 'node:http';
import type { Page } from 'playwright-core';
import { freePort } from './free-port';

/** An answer that comes line by line, of which the browser has got the first lines and waits for more. */
export interface HeldAnswer {
  /** The lines that were passed on. */
  readonly passed: Promise<readonly string[]>;
  /** Resolves when the browser has closed its connection. */
  readonly hungUp: Promise<void>;
  stop(): Promise<void>;
}

/** Stands between a page and the console for one path: passes on the first `lines` of an answer, and nothing after them. */
export async function holdAnswer(page: Page, consoleUrl: string, path: string, lines: number): Promise<HeldAnswer> {
  const port = await freePort();
  let tellPassed: (lines: readonly string[]) => void = () => undefined;
  let tellHungUp: () => void = () => undefined;
  const passed = new Promise<readonly string[]>((resolve) => {
    tellPassed = resolve;
  });
  const hungUp = new Promise<void>((resolve) => {
    tellHungUp = resolve;
  });
  const server = http.createServer((request, response) => {
    const target = new URL(path, consoleUrl);
    // The console takes nothing from a page of another host, as which a browser sees us; and lines are to be seen.
    const headers = { ...request.headers, host: target.host, 'sec-fetch-site': 'same-origin', 'accept-encoding': 'identity' };
    const upstream = http.request(target, { method: request.method ?? 'POST', headers });
    request.pipe(upstream);
    upstream.on('error', () => undefined);
    upstream.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, { 'content-type': answer.headers['content-type'] ?? '' });
      let text = '';
      answer.setEncoding('utf8').on('data', (piece: string) => {
        const wasComplete = linesOf(text).length >= lines;
        text += piece;
        if (wasComplete || linesOf(text).length < lines) return;
        const first = linesOf(text).slice(0, lines);
        response.write(first.map((line) => `${line}\n`).join(''));
        tellPassed(first);
      });
      answer.on('error', () => undefined);
      answer.on('end', () => tellPassed(linesOf(text)));
    });
    response.on('close', () => {
      upstream.destroy();
      tellHungUp();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await page.route(`**${path}`, (route) => route.continue({ url: `http://127.0.0.1:${port}${path}` }));
  return {
    passed,
    hungUp,
    stop: async () => {
      await page.unroute(`**${path}`);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Those that have come whole. */
function linesOf(text: string): string[] {
  return text.split('\n').slice(0, -1);
}
