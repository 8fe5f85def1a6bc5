import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readEnv } from '@/lib/env';
import { buildConsole } from './run/build-console';
import { childEnvironment } from './run/child-environment';
import { existingDatabase } from './run/existing-database';
import { nextCommand } from './run/next-command';
import { claimPorts } from './run/ports';
import { runScript } from './run/problem';
import { PROJECT_ROOT } from './run/project-root';

/** `npm run console`: the console alone. It ends with the exit code of `next start`, which gets our signals. */
await runScript(async () => {
  const env = await claimPorts(readEnv(), ['CONSOLE_PORT']);
  const databaseUrl = await existingDatabase(env);
  await buildConsole({ say: console.log });
  const [program, ...args] = nextCommand('start', env);
  const next = spawn(program, args, { cwd: PROJECT_ROOT, env: childEnvironment(env, databaseUrl, 'production'), stdio: 'inherit' });
  // A terminal sends Ctrl-C to both; the others reach only us.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => next.kill('SIGTERM'));
  const [code, signal] = await once(next, 'exit');
  process.exit(signal === 'SIGTERM' || signal === 'SIGINT' ? 0 : (code ?? 1));
});
