import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';

/** Type numbers of PostgreSQL (pg_type.oid). */
const OID_CHAR = 18;
const OID_TEXT = 25;

/** Prisma's driver adapter, with what the schema engine needs of it and the query engine does not. */
export class MigrationAdapterFactory extends PrismaPg {
  #open = new Set();

  async connect() {
    const adapter = adapt(await super.connect());
    const { dispose } = adapter;
    adapter.dispose = async () => {
      if (this.#open.delete(adapter)) await dispose.call(adapter);
    };
    this.#open.add(adapter);
    return adapter;
  }

  /** A new, empty database for comparing schemas. Prisma's own drops it while it is still connected to it, which PostgreSQL refuses. */
  async connectToShadowDb() {
    const main = await this.connect();
    const database = `prisma_migrate_shadow_db_${randomUUID()}`;
    await main.executeScript(`CREATE DATABASE "${database}"`);
    const shadow = await new MigrationAdapterFactory({ ...this.config, database }, this.options).connect();
    const { dispose } = shadow;
    shadow.dispose = async () => {
      await dispose.call(shadow);
      await main.executeScript(`DROP DATABASE "${database}"`);
      await main.dispose();
    };
    return shadow;
  }

  async disposeAll() {
    for (const adapter of this.#open) await adapter.dispose();
  }
}

function adapt(adapter) {
  // Prisma's own splits a script at every semicolon, even inside function bodies. One message of the simple protocol needs no splitting.
  adapter.executeScript = async (script) => {
    await adapter
      .underlyingDriver()
      .query(script)
      .catch((error) => adapter.onError(error));
  };
  const { queryRaw } = adapter;
  adapter.queryRaw = (query) => queryWithCharColumns(adapter, queryRaw, query);
  return adapter;
}

/**
 * Prisma's own adapter does not know the type "char" of PostgreSQL's catalogue, and the engine panics without its value: it is read
 * as text and handed on as what it is.
 */
async function queryWithCharColumns(adapter, queryRaw, query) {
  let isChar = [];
  const performIO = async (statement) => {
    const result = await adapter.performIO(statement);
    isChar = result.fields.map((field) => field.dataTypeID === OID_CHAR);
    for (const field of result.fields) if (field.dataTypeID === OID_CHAR) field.dataTypeID = OID_TEXT;
    return result;
  };
  const set = await queryRaw.call(Object.create(adapter, { performIO: { value: performIO } }), query);
  return { ...set, columnTypes: set.columnTypes.map((type, index) => (isChar[index] ? ColumnTypeEnum.Character : type)) };
}
