import { type Caller, demand } from './caller';

/** Sessions and deliveries of all workers as they happen, as server-sent events (WHATWG HTML 9.2), until the signal. */
export async function watchLive(caller: Caller, signal: AbortSignal): Promise<AsyncGenerator<string, void>> {
  demand(caller, 'mail.read');
  return serverSentEvents(caller, signal);
}

async function* serverSentEvents({ live }: Caller, signal: AbortSignal): AsyncGenerator<string, void> {
  // Milliseconds until a browser that has lost the connection tries again.
  yield 'retry: 2000\n\n';
  for await (const batch of live.watch(signal)) yield `data: ${JSON.stringify(batch)}\n\n`;
}
