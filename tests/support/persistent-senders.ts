import { SmtpClient } from './smtp-client';

export interface SendingProgress {
  /** Subjects that got a 250, in that order. */
  readonly accepted: readonly string[];
  /** Replies of class 4 and lost connections: what the senders had to try again for. */
  readonly retries: () => number;
  /** The replies of class 4 among them. */
  readonly putOff: () => number;
  /** Replies of class 5: none is expected. */
  readonly refusals: readonly string[];
  /** Resolves when every message has been accepted. */
  readonly finished: Promise<void>;
}

export interface SendingTask {
  readonly port: number;
  readonly host?: string;
  readonly connections: number;
  readonly messages: number;
  readonly from: string;
  readonly to: string;
}

/** So that no two messages of a test have the same subject. */
let sendings = 0;

/** Senders that behave as mail servers do: on a lost connection or a 4xx they come back with the same message until they get their 250. */
export function startSending({ port, host = '127.0.0.1', connections, messages, from, to }: SendingTask): SendingProgress {
  sendings += 1;
  const name = `message-${sendings}`;
  const left = Array.from({ length: messages }, (_, index) => `${name}-${index + 1}`);
  const accepted: string[] = [];
  const refusals: string[] = [];
  let lostConnections = 0;
  let putOff = 0;

  const sendUntilDone = async (): Promise<void> => {
    for (;;) {
      const subject = left.shift();
      if (subject === undefined) return;
      if (await sendOnce(subject)) continue;
      left.push(subject);
      // A sender that is turned away comes back a little later.
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };
  const sendOnce = async (subject: string): Promise<boolean> => {
    let client: SmtpClient | null = null;
    try {
      client = await SmtpClient.connect({ port, host, timeoutMs: 30_000 });
      const reply = await transact(client, subject, from, to);
      if (reply.code === 250) accepted.push(subject);
      else if (reply.code >= 500) refusals.push(reply.text);
      else putOff += 1;
      return reply.code === 250;
    } catch {
      lostConnections += 1;
      return false;
    } finally {
      client?.destroy();
    }
  };
  const finished = Promise.all(Array.from({ length: connections }, sendUntilDone)).then(() => undefined);
  return { accepted, refusals, retries: () => putOff + lostConnections, putOff: () => putOff, finished };
}

/** The first reply that is not what a good transaction gets, or the 250 after the message. */
async function transact(client: SmtpClient, subject: string, from: string, to: string) {
  const greeting = await client.reply();
  if (greeting.code !== 220) return greeting;
  for (const [line, code] of [
    ['EHLO sender.example', 250],
    [`MAIL FROM:<${from}>`, 250],
    [`RCPT TO:<${to}>`, 250],
    ['DATA', 354],
  ] as const) {
    const reply = await client.command(line);
    if (reply.code !== code) return reply;
  }
  return client.command(`Subject: ${subject}\r\n\r\nx\r\n.`);
}
