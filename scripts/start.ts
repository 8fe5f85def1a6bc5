import { readEnv } from '@/lib/env';
import { buildConsole } from './run/build-console';
import { buildWorker, WORKER_COMMAND } from './run/build-worker';
import { nextCommand } from './run/next-command';
import { runScript } from './run/problem';
import { runSystem } from './run/system';

/** `npm start`: the whole gateway on one machine. */
await runScript(() =>
  runSystem(readEnv(), {
    nodeEnv: 'production',
    build: async (options) => {
      await buildConsole(options);
      await buildWorker(options);
    },
    console: (env) => nextCommand('start', env),
    worker: WORKER_COMMAND,
  }),
);
