/**
 * Takes apart a database URL as Prisma writes it. `?schema=` is Prisma's own parameter: node-postgres does not know it, so `url` is without.
 * @param {string} text
 */
export function parseDatabaseUrl(text) {
  const url = new URL(text);
  const schema = url.searchParams.get('schema') ?? undefined;
  url.searchParams.delete('schema');
  return { url, schema, database: decodeURIComponent(url.pathname.slice(1)) };
}
