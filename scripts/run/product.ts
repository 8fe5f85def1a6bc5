import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { contentStamp } from './content-stamp';
import { Problem } from './problem';
import { inProject, PROJECT_ROOT } from './project-root';

/** Something that is made from sources, and made again when they are no longer the ones it was made from. */
export interface Product {
  readonly sources: readonly string[];
  /** What was made itself, where it lies among the sources. */
  readonly except: readonly string[];
  /** Keeps the stamp of the sources that it was made from. */
  readonly stampFile: string;
  /** A script for Node.js and its arguments, in the folder of the project. */
  readonly tool: readonly [script: string, ...args: string[]];
  readonly announcement: string;
  readonly failure: string;
}

export interface BuildOptions {
  readonly say: (line: string) => void;
  /** Ends a build under way. */
  readonly signal?: AbortSignal;
}

/** Makes it, if the one that is there was not made from exactly these sources. @throws Problem */
export async function make(product: Product, { say, signal }: BuildOptions): Promise<void> {
  const stampFile = inProject(product.stampFile);
  const stamp = contentStamp(PROJECT_ROOT, product.sources, product.except);
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stamp) return;
  say(product.announcement);
  fs.rmSync(stampFile, { force: true });
  await runTool(product, signal);
  fs.writeFileSync(stampFile, stamp);
}

async function runTool({ tool: [script, ...args], failure }: Product, signal: AbortSignal | undefined): Promise<void> {
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  const child = spawn(process.execPath, [inProject(script), ...args], {
    cwd: PROJECT_ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
  const [code] = await once(child, 'close');
  if (code === 0) return;
  process.stderr.write(Buffer.concat(output));
  throw new Problem(failure);
}
