import { readEnv } from '@/lib/env';
import { generateClient } from './run/build-console';
import { nextCommand } from './run/next-command';
import { runScript } from './run/problem';
import { inProject } from './run/project-root';
import { runSystem } from './run/system';

/** `npm run dev`: as `npm start`, but console and worker take up every change of their sources. */
await runScript(() =>
  runSystem(readEnv(), {
    nodeEnv: 'development',
    build: generateClient,
    console: (env) => nextCommand('dev', env),
    worker: [process.execPath, inProject('node_modules/tsx/dist/cli.mjs'), 'watch', '--clear-screen=false', 'smtp-worker/main.ts'],
  }),
);
