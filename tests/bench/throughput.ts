import { cpuMilliseconds } from './cpu';
import { type Load, sendLoad } from './load';
import type { Sink } from './sink';

/** A mail server under test. */
export interface Contender {
  readonly name: string;
  readonly port: number;
  /** Processes whose time, with that of all below them, is the cost. */
  readonly roots: readonly number[];
  /** Forgets the messages of the last round, outside the measured time. */
  clear(): Promise<void>;
}

/** `accept`: durably stored and kept. `relay`: accepted, and sent on to the sink over TLS from the first byte. */
export type Path = 'accept' | 'relay';

export interface Case {
  readonly path: Path;
  readonly title: string;
  readonly load: Load;
}

export interface Measured {
  readonly messagesPerSecond: number;
  readonly cpuMsPerMessage: number;
}

/** One round: everything sent, and for `relay` everything arrived. */
async function measure(contender: Contender, sink: Sink, { path, load }: Case): Promise<Measured> {
  sink.reset();
  const cpuBefore = await cpuMilliseconds(contender.roots);
  const began = performance.now();
  const sent = sendLoad(contender.port, load);
  await (path === 'accept' ? sent : Promise.all([sent, sink.reached(load.messages)]));
  const seconds = (performance.now() - began) / 1000;
  const cpu = (await cpuMilliseconds(contender.roots)) - cpuBefore;
  await contender.clear();
  return { messagesPerSecond: load.messages / seconds, cpuMsPerMessage: cpu / load.messages };
}

/** Rounds in turn, so that whatever else the machine does meets both alike; the medians. */
export async function compare(contenders: readonly Contender[], sink: Sink, test: Case, rounds: number): Promise<Map<string, Measured>> {
  const results = new Map<string, Measured[]>(contenders.map(({ name }) => [name, []]));
  for (const contender of contenders) await measure(contender, sink, { ...test, load: { ...test.load, messages: WARM_UP } });
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) results.get(contender.name)?.push(await measure(contender, sink, test));
  }
  return new Map(
    [...results].map(([name, measured]) => [
      name,
      {
        messagesPerSecond: median(measured.map((each) => each.messagesPerSecond)),
        cpuMsPerMessage: median(measured.map((each) => each.cpuMsPerMessage)),
      },
    ]),
  );
}

const WARM_UP = 100;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
