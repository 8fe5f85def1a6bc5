import { setTimeout as sleep } from 'node:timers/promises';
import { fuzz } from '../resilience/fuzz';
import { openScene } from '../resilience/scene';
import { usageOf } from '../support/process-usage';
import { SmtpClient } from '../support/smtp-client';
import { waitFor } from '../support/wait-for';
import { quantile } from './throughput';

/** What was seen while clients talked nonsense for so many minutes. */
export interface Fuzzed {
  readonly minutes: number;
  readonly seed: number;
  readonly connections: number;
  /** The worker process is the one that it was. */
  readonly up: boolean;
  /** Milliseconds that one that behaves waited: for its answers, and for the 250 after a whole message. */
  readonly answerMs: { readonly median: number; readonly p95: number; readonly most: number };
  readonly messageMs: { readonly median: number; readonly p95: number; readonly most: number };
  readonly before: ReturnType<typeof usageOf>;
  readonly after: ReturnType<typeof usageOf>;
}

/** Milliseconds between two commands of the client that behaves, and commands between two messages of it. */
const PAUSE = 50;
const COMMANDS = 10;

export async function fuzzForMinutes(minutes: number): Promise<Fuzzed> {
  const scene = await openScene({ direct: true, acceptance: { idleTimeout: 10, maxConnectionsPerClient: 10_000 } });
  try {
    const { ports } = scene.worker;
    const pid = scene.worker.pid();
    const honest = await startHonestClient(ports.smtp);
    await sleep(5000);
    const before = usageOf(pid);
    const { connections } = await fuzz(scene.random, { ports, seconds: minutes * 60 });
    const { answers, messages } = await honest.leave();
    await waitFor('the descriptors to be given back', () => usageOf(pid).descriptors <= before.descriptors, {
      timeoutMs: 60_000,
      everyMs: 100,
    }).catch(() => undefined);
    const after = usageOf(pid);
    const up = scene.worker.pid() === pid && !scene.worker.output().includes('session-failed');
    return { minutes, seed: scene.random.seed, connections, up, answerMs: spread(answers), messageMs: spread(messages), before, after };
  } finally {
    await scene.stop();
  }
}

function spread(milliseconds: readonly number[]): Fuzzed['answerMs'] {
  return { median: quantile(milliseconds, 0.5), p95: quantile(milliseconds, 0.95), most: Math.max(...milliseconds) };
}

interface HonestClient {
  leave(): Promise<{ readonly answers: readonly number[]; readonly messages: readonly number[] }>;
}

/** Connects, sends one message after some commands, and comes again; notes how long each answer took. */
async function startHonestClient(port: number): Promise<HonestClient> {
  const answers: number[] = [];
  const messages: number[] = [];
  let leaving = false;
  const timed = async (times: number[], task: () => Promise<unknown>): Promise<void> => {
    const began = performance.now();
    await task();
    times.push(performance.now() - began);
  };
  const talk = async (): Promise<void> => {
    while (!leaving) {
      const client = await SmtpClient.connect({ port });
      await timed(answers, () => client.open('honest.example'));
      for (let count = 0; count < COMMANDS && !leaving; count += 1) {
        await timed(answers, () => client.expect('NOOP', 250));
        await sleep(PAUSE);
      }
      await timed(answers, () => client.expect('MAIL FROM:<a@sender.example>', 250));
      await timed(answers, () => client.expect('RCPT TO:<b@partner.example>', 250));
      await timed(answers, () => client.expect('DATA', 354));
      await timed(messages, () => client.expect('Subject: honest\r\n\r\nx\r\n.', 250));
      await client.quit();
    }
  };
  const talking = talk();
  talking.catch(() => undefined);
  return {
    leave: async () => {
      leaving = true;
      await talking;
      return { answers, messages };
    },
  };
}
