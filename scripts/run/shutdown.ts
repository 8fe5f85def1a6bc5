/** Thrown into a start that is stopped while it is still under way. */
export class Stopped extends Error {}

/**
 * What has been started, to be stopped in reverse order. What is only starting when the stop comes is awaited and then stopped too:
 * nothing is left behind, whenever Ctrl-C is pressed.
 */
export class Shutdown {
  readonly #releases: (() => Promise<void>)[] = [];
  #stopped: Promise<void> | null = null;

  get stopping(): boolean {
    return this.#stopped !== null;
  }

  /** Starts something; `release` stops it. @throws Stopped after stop() */
  acquire<Resource>(start: () => Promise<Resource>, release: (resource: Resource) => Promise<void> | void): Promise<Resource> {
    if (this.stopping) return Promise.reject(new Stopped());
    const started = start();
    this.#releases.push(async () => {
      const [outcome] = await Promise.allSettled([started]);
      if (outcome.status === 'fulfilled') await release(outcome.value);
    });
    return started;
  }

  /** Stops everything, last started first. Every call waits for the same stop. */
  stop(): Promise<void> {
    this.#stopped ??= this.#releaseAll();
    return this.#stopped;
  }

  async #releaseAll(): Promise<void> {
    for (let release = this.#releases.pop(); release !== undefined; release = this.#releases.pop()) {
      await release().catch((error: unknown) => console.error(error));
    }
  }
}
