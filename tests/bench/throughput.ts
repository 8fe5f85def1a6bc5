import { cpuMilliseconds } from './cpu';
import type { Load, LoadGenerator } from './load';
import { highestRss } from './memory';
import type { Sink } from './sink';

/** A mail server under test. */
export interface Contender {
  readonly name: string;
  readonly port: number;
  /** Processes whose time, with that of all below them, is the cost. */
  readonly roots: readonly number[];
  /** Whose memory is told; null where there is no one process that does the work. */
  readonly main: number | null;
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
  /** Milliseconds from MAIL FROM to the 250: the median, and what one of 100 exceeds. */
  readonly acceptMs: { readonly median: number; readonly p99: number };
  /** Milliseconds from DATA to the arrival at the next hop, the median; null where nothing is sent on. */
  readonly endToEndMs: number | null;
  /** The most memory that the main process has held up to now, MiB. */
  readonly rssMiB: number | null;
}

interface Stand {
  readonly generator: LoadGenerator;
  readonly sink: Sink;
}

/** One round: everything sent, and for `relay` everything arrived. */
async function measure(contender: Contender, { generator, sink }: Stand, { path, load }: Case): Promise<Measured> {
  sink.reset();
  const cpuBefore = await cpuMilliseconds(contender.roots);
  const began = performance.now();
  const sending = generator.send(contender.port, load);
  const [sent, arrived] = await Promise.all([sending, path === 'relay' ? sink.reached(load.messages) : null]);
  const seconds = (performance.now() - began) / 1000;
  const cpu = (await cpuMilliseconds(contender.roots)) - cpuBefore;
  await contender.clear();
  return {
    messagesPerSecond: load.messages / seconds,
    cpuMsPerMessage: cpu / load.messages,
    acceptMs: { median: median(sent.latencies), p99: quantile(sent.latencies, 0.99) },
    endToEndMs: arrived === null ? null : median(arrived),
    rssMiB: contender.main === null ? null : await highestRss(contender.main),
  };
}

/** Rounds in turn, so that whatever else the machine does meets all alike; the medians. */
export async function compare(contenders: readonly Contender[], stand: Stand, test: Case, rounds: number): Promise<Map<string, Measured>> {
  const results = new Map<string, Measured[]>(contenders.map(({ name }) => [name, []]));
  for (const contender of contenders) await measure(contender, stand, { ...test, load: { ...test.load, messages: WARM_UP } });
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) results.get(contender.name)?.push(await measure(contender, stand, test));
  }
  return new Map([...results].map(([name, measured]) => [name, medians(measured)]));
}

function medians(rounds: readonly Measured[]): Measured {
  const of = (figure: (one: Measured) => number): number => median(rounds.map(figure));
  const ofKnown = (figure: (one: Measured) => number | null): number | null => {
    const known = rounds.map(figure).filter((value) => value !== null);
    return known.length === 0 ? null : median(known);
  };
  return {
    messagesPerSecond: of((one) => one.messagesPerSecond),
    cpuMsPerMessage: of((one) => one.cpuMsPerMessage),
    acceptMs: { median: of((one) => one.acceptMs.median), p99: of((one) => one.acceptMs.p99) },
    endToEndMs: ofKnown((one) => one.endToEndMs),
    rssMiB: ofKnown((one) => one.rssMiB),
  };
}

const WARM_UP = 100;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
