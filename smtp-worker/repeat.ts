/** A task that runs again and again, never twice at once. */
export interface Repeated {
  /** Runs it now; if it is running, once more afterwards. */
  wake(): void;
  /** Resolves when it is not running and will not run again. */
  stop(): Promise<void>;
}

/** Runs the task `interval` milliseconds after it last ended, and when woken. It must not throw. */
export function repeat(interval: number, task: () => Promise<void>): Repeated {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  const run = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    again = false;
    running = task().finally(() => {
      running = null;
      if (stopped) return;
      if (again) run();
      else timer = setTimeout(run, interval);
    });
  };
  timer = setTimeout(run, interval);
  return {
    wake() {
      if (stopped) return;
      if (running === null) run();
      else again = true;
    },
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
