import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';

const engineDirectory = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));

export function readEngineVersion() {
  return JSON.parse(fs.readFileSync(path.join(engineDirectory, 'package.json'), 'utf8')).version;
}

/** Loads the WebAssembly. From then on a panic of the engine ends the process with its message, as the native engine does. */
export function loadEngine() {
  const panics = {
    message: '',
    get() {
      return this.message;
    },
    set_message(message) {
      this.message = message;
    },
  };
  globalThis.PRISMA_WASM_PANIC_REGISTRY = panics;
  const module = new WebAssembly.Module(fs.readFileSync(path.join(engineDirectory, 'schema_engine_bg.wasm')));
  const { exports } = new WebAssembly.Instance(module, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  // A panic traps in a microtask, where no caller can catch it.
  process.on('uncaughtException', (error) => {
    const message = panics.get() || String(error.stack ?? error);
    const line = { level: 'ERROR', target: 'schema_engine', fields: { message, is_panic: true } };
    process.stderr.write(`${JSON.stringify(line)}\n`, () => process.exit(101));
  });
}

/**
 * @param {[file: string, content: string][]} datamodels the schema files; empty: none
 * @param {import('./migration-adapter.mjs').MigrationAdapterFactory} adapterFactory
 */
export function openEngine(datamodels, adapterFactory) {
  const options = { datamodels: datamodels.length > 0 ? datamodels : undefined };
  return glue.SchemaEngine.new(options, () => undefined, bindMigrationAwareSqlAdapterFactory(adapterFactory));
}
