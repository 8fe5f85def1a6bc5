import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inProject, PROJECT_ROOT } from '../run/project-root';

/** Runs a program of node_modules with its output on ours; whether it succeeded. */
export async function runTool(name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<boolean> {
  const child = spawn(inProject(`node_modules/.bin/${name}`), args, {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  return code === 0;
}
