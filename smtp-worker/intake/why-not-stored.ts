import pg from 'pg';

/** SQLSTATE classes that blame what was to be stored: data exception, integrity constraint. */
const CLASSES = ['22', '23'];

/** Whether storing failed for the data, so that trying again could never succeed; else the database was at fault. */
export function isUnstorable(error: unknown): boolean {
  return error instanceof pg.DatabaseError && CLASSES.includes(error.code?.slice(0, 2) ?? '');
}

/** Whether the disk of the database is full. */
export function isFull(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '53100';
}
