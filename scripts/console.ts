import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readEnv } from '@/lib/env';
import { consoleUrl } from './run/announcement';
import { buildConsole } from './run/build-console';
import { childEnvironment } from './run/child-environment';
import { existingDatabase } from './run/existing-database';
import { checkUsable } from './run/gateway-database';
import { nextCommand } from './run/next-command';
import { claimPorts } from './run/ports';
import { runScript } from './run/problem';
import { PROJECT_ROOT } from './run/project-root';

/** `npm run console`: the console alone, until a signal comes; then the exit code is 0, else that of `next start`. */
await runScript(async () => {
  const env = await claimPorts(readEnv(), ['CONSOLE_PORT']);
  const databaseUrl = await existingDatabase(env);
  await checkUsable(databaseUrl);
  await buildConsole({ say: console.log });
  // Imported only now: it needs the database client, which may just have been generated.
  const { prepareFirstStart } = await import('./run/first-start');
  const setupPath = await prepareFirstStart(env, databaseUrl);
  if (setupPath !== null) console.log(`Create the first administrator with this link; it works once:\n${consoleUrl(env)}${setupPath}`);

  const [program, ...args] = nextCommand('start', env);
  const next = spawn(program, args, { cwd: PROJECT_ROOT, env: childEnvironment(env, databaseUrl, 'production'), stdio: 'inherit' });
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stopping = true;
      next.kill('SIGTERM');
    });
  }
  const [code] = await once(next, 'exit');
  process.exit(stopping ? 0 : (code ?? 1));
});
