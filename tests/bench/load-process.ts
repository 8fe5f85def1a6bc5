import { setTimeout as sleep } from 'node:timers/promises';
import type { Load } from './load';
import { LoadClient } from './load-client';
import { messageBody } from './load-message';

// The process behind load.ts.

process.on('message', ({ port, load }: { port: number; load: Load }) => {
  const began = performance.now();
  (load.perSecond === null ? asFastAsPossible(port, load) : atRate(port, load, load.perSecond))
    .then((latencies) => process.send?.({ seconds: (performance.now() - began) / 1000, latencies }))
    .catch((error: unknown) => process.send?.({ error: String(error) }));
});

/** `connections` at a time, each for as many messages as the load says, until all are sent. */
async function asFastAsPossible(port: number, load: Load): Promise<number[]> {
  const body = messageBody(load.size);
  const latencies: number[] = [];
  let left = load.messages;
  const work = async (): Promise<void> => {
    while (left > 0) {
      const count = Math.min(load.perConnection, left);
      left -= count;
      const client = await LoadClient.open(port);
      for (let sent = 0; sent < count; sent += 1) latencies.push(await client.send(load.from, load.to, body));
      client.close();
    }
  };
  await Promise.all(Array.from({ length: load.connections }, work));
  return latencies;
}

/** An open loop: connections begin at a fixed rate, however long the server takes for the ones before. */
async function atRate(port: number, load: Load, perSecond: number): Promise<number[]> {
  const body = messageBody(load.size);
  const began = performance.now();
  const sending: Promise<number>[] = [];
  for (let number = 0; number < load.messages; number += 1) {
    await sleep(Math.max(0, began + (number * 1000) / perSecond - performance.now()));
    sending.push(sendOne(port, load, body));
  }
  return Promise.all(sending);
}

async function sendOne(port: number, load: Load, body: Buffer): Promise<number> {
  const client = await LoadClient.open(port);
  const latency = await client.send(load.from, load.to, body);
  client.close();
  return latency;
}
