import { type Dialogue, matchesLine, type RecordedState, type Step } from './dialogue';
import type { Gateway } from './gateway';
import type { SmtpClient } from './smtp-client';
import { waitFor } from './wait-for';

/**
 * Carries out the steps of a dialogue against a running gateway, and returns every line that the server said.
 * @throws Error with the line of the file and all that was said
 */
export async function runDialogue(dialogue: Dialogue, gateway: Gateway): Promise<string[]> {
  const scene = new Scene(gateway);
  try {
    for (const { step, line, source } of dialogue.steps) {
      await scene.carryOut(step).catch((error: unknown) => {
        throw new Error(`line ${line}: ${source}\n${error instanceof Error ? error.message : String(error)}\n${scene.log()}`);
      });
    }
    return scene.said();
  } finally {
    await scene.end();
  }
}

class Scene {
  private readonly clients = new Map<string, SmtpClient>();
  /** The name of the client that speaks. */
  private current = 'first';
  private lastReply: readonly string[] = [];
  private databaseAway = false;
  private stopping: Promise<void> | null = null;

  constructor(private readonly gateway: Gateway) {}

  async carryOut(step: Step): Promise<void> {
    switch (step.kind) {
      case 'connect':
        this.current = step.client;
        this.clients.set(step.client, await this.gateway.connect(step.listener));
        return;
      case 'client':
        this.current = step.client;
        return;
      case 'send':
        return this.client().sendRaw(step.bytes);
      case 'hang-up':
        return this.client().destroy();
      case 'database':
        return this.setDatabase(step.reachable);
      case 'later':
        return this.gateway.rememberLonger(step.seconds);
      case 'worker-stops':
        // Not awaited: it waits for the sessions that the next steps finish.
        this.stopping = this.gateway.stopWorker();
        return;
      case 'state':
        return this.expectState(step.address, step.state);
      case 'stored':
        return this.expectStored(step.address, step.pattern);
      default:
        return this.expectOfServer(step);
    }
  }

  log(): string {
    return [...this.clients].map(([name, client]) => `--- client ${name} ---\n${client.log}`).join('\n');
  }

  said(): string[] {
    return [...this.clients.values()].flatMap(({ dialogue }) =>
      dialogue.filter((line) => line.startsWith('s: ')).map((line) => line.slice(3)),
    );
  }

  async end(): Promise<void> {
    for (const client of this.clients.values()) client.destroy();
    await this.stopping;
    if (this.databaseAway) await this.setDatabase(true);
    await this.gateway.sessionsEnded();
  }

  private client(): SmtpClient {
    const client = this.clients.get(this.current);
    if (client === undefined) throw new Error(`no client ${this.current} is connected`);
    return client;
  }

  private async expectOfServer(
    step: Exclude<Step, { kind: 'connect' | 'client' | 'send' | 'hang-up' | 'worker-stops' | 'later' | 'database' | 'state' | 'stored' }>,
  ) {
    switch (step.kind) {
      case 'expect-lines':
        for (let count = 0; count < step.count; count += 1) await this.expectLine(step.pattern);
        return;
      case 'expect-reply': {
        const reply = await this.client().reply();
        this.lastReply = reply.lines;
        return assert(String(reply.code) === step.code, `got ${reply.text}`);
      }
      case 'has':
        return assert(
          this.lastReply.some((line) => matchesLine(line, step.pattern)),
          'no line of the last reply is such',
        );
      case 'lacks':
        return assert(!this.lastReply.some((line) => matchesLine(line, step.pattern)), 'a line of the last reply is such');
      case 'tls':
        return this.client().handshake();
      case 'tls-refused':
        return this.expectTlsRefused(step.version);
      case 'closed':
        return this.client().closed();
    }
  }

  private async expectLine(pattern: string): Promise<void> {
    const line = await this.client().line();
    if (line === null) throw new Error('the server closed the connection');
    this.lastReply = [line];
    assert(matchesLine(line, pattern), `got ${line}`);
  }

  private async expectTlsRefused(version: 'TLSv1' | 'TLSv1.1'): Promise<void> {
    const options = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const agreed = await this.client()
      .handshake(options)
      .then(
        () => true,
        () => false,
      );
    assert(!agreed, `the server speaks ${version}`);
  }

  private async setDatabase(reachable: boolean): Promise<void> {
    this.databaseAway = !reachable;
    await (reachable ? this.gateway.database.restore() : this.gateway.database.cut());
  }

  private async expectState(address: string, state: RecordedState): Promise<void> {
    if (state === 'no record' || state === 'not accepted') {
      const recorded = await this.gateway.recipientState(address);
      return assert(recorded === null || (state === 'not accepted' && recorded === 'refused'), `it is ${recorded}`);
    }
    await waitFor(`${address} to be ${state}`, async () => {
      const recorded = await this.gateway.recipientState(address);
      return state === 'queued' ? ['pending', 'active', 'deferred', 'delivered'].includes(recorded ?? '') : recorded === state;
    });
  }

  private async expectStored(address: string, pattern: string): Promise<void> {
    const message = await waitFor(`a stored message to ${address}`, () => this.gateway.storedMessage(address));
    // Folded header lines are read as one (RFC 5322 2.2.3).
    const lines = message
      .toString('utf8')
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n');
    assert(
      lines.some((line) => matchesLine(line, pattern)),
      `the stored message is\n${lines.join('\n').slice(0, 2000)}`,
    );
  }
}

function assert(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
