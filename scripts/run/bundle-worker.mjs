import { build } from 'esbuild';

// Packages stay what npm has installed. Nothing is minified: a stack trace names functions, and the comments of the bundle their files.
await build({
  entryPoints: ['smtp-worker/main.ts'],
  outdir: '.build/worker',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
});
