import { setTimeout as pause } from 'node:timers/promises';
import type { WebhookAnswer } from './post-webhook';

export interface WebhookCall {
  readonly url: string;
  readonly json: string;
}

export interface WebhookCallsOptions<Call extends WebhookCall> {
  readonly post: (url: string, json: string) => Promise<WebhookAnswer>;
  /** Milliseconds before each further attempt; after the last one a call is dropped. */
  readonly delays: readonly number[];
  readonly onTaken: (call: Call) => void;
  /** It is tried again. */
  readonly onFailed: (call: Call, why: string) => void;
  readonly onDropped: (call: Call, why: string) => void;
}

/** Calls under way or waiting for another attempt. */
export const MOST_CALLS = 100;

/** Calls webhooks in the background, each a few times until it is taken. */
export class WebhookCalls<Call extends WebhookCall> {
  private readonly underWay = new Set<Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(private readonly options: WebhookCallsOptions<Call>) {}

  add(call: Call): void {
    if (this.underWay.size >= MOST_CALLS) {
      this.options.onDropped(call, 'too many calls are under way');
      return;
    }
    const calling = this.call(call).finally(() => this.underWay.delete(calling));
    this.underWay.add(calling);
  }

  /** What is under way may finish; nothing is tried again. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.underWay);
  }

  private async call(call: Call): Promise<void> {
    const { post, delays, onTaken, onFailed, onDropped } = this.options;
    const { signal } = this.stopping;
    for (const delay of [...delays, null]) {
      const answer = await post(call.url, call.json);
      if (answer.kind === 'taken') return onTaken(call);
      if (!answer.again || delay === null) return onDropped(call, answer.why);
      onFailed(call, answer.why);
      await pause(delay, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return onDropped(call, `the worker stops; ${answer.why}`);
    }
  }
}
