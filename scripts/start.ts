import { readEnv } from '@/lib/env';
import { buildConsole } from './run/build-console';
import { nextCommand } from './run/next-command';
import { runScript } from './run/problem';
import { runSystem } from './run/system';

/** `npm start`: the whole gateway on one machine. */
await runScript(() =>
  runSystem(readEnv(), {
    nodeEnv: 'production',
    build: buildConsole,
    console: (env) => nextCommand('start', env),
    worker: [process.execPath, '--import', 'tsx', 'smtp-worker/main.ts'],
  }),
);
