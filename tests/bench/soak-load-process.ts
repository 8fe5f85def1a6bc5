import { setTimeout as sleep } from 'node:timers/promises';
import { LoadClient } from './load-client';
import { numberedMessage, recipientOf, SOAK_BODY } from './numbered-message';
import type { SoakLoad, SoakSent } from './soak-load';

// The process behind soak-load.ts: a sender that comes back until it has its 250.

const PER_CONNECTION = 10;
/** Milliseconds until a batch that was turned away comes again. */
const COMES_BACK = 500;
/** One connection of so many is broken off in the middle of a message. */
const BREAKS_OFF = 100;
const FROM = 'a@load.example';

process.on('message', (load: SoakLoad) => {
  send(load).then(
    (sent) => process.send?.(sent),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});

async function send({ port, seconds, perSecond, connections, first }: SoakLoad): Promise<SoakSent> {
  const began = performance.now();
  const isOver = (): boolean => performance.now() - began >= seconds * 1000;
  let next = first;
  let retries = 0;
  const batch = async (): Promise<void> => {
    const numbers = Array.from({ length: PER_CONNECTION }, (_, index) => next + index);
    next += PER_CONNECTION;
    for (let left = numbers; left.length > 0; ) {
      left = await sendSome(port, left);
      if (left.length === 0) return;
      retries += 1;
      await sleep(COMES_BACK);
    }
  };
  if (perSecond === null) {
    const work = async (): Promise<void> => {
      while (!isOver()) await batch();
    };
    await Promise.all(Array.from({ length: connections }, work));
  } else {
    const open = new Set<Promise<void>>();
    for (let count = 0; !isOver(); count += 1) {
      const due = began + (count * PER_CONNECTION * 1000) / perSecond;
      await sleep(Math.max(0, due - performance.now()));
      const sending = batch().finally(() => open.delete(sending));
      open.add(sending);
    }
    await Promise.all(open);
  }
  return { accepted: next - first, retries };
}

/** Returns those that have not been accepted. */
async function sendSome(port: number, numbers: readonly number[]): Promise<number[]> {
  let sent = 0;
  try {
    const client = await LoadClient.open(port);
    if (Math.floor(Math.random() * BREAKS_OFF) === 0) client.breakOff(FROM, recipientOf(0), SOAK_BODY);
    for (const number of numbers) {
      await client.send(FROM, recipientOf(number), numberedMessage(number, SOAK_BODY));
      sent += 1;
    }
    client.close();
  } catch {
    // Turned away, or the connection is lost.
  }
  return numbers.slice(sent);
}
