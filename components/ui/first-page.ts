/** The first page of a list that loads more, in the shape in which an infinite query keeps it. */
export async function firstPage<Page>(
  read: Promise<Page>,
): Promise<{ readonly pages: readonly Page[]; readonly pageParams: readonly string[] }> {
  return { pages: [await read], pageParams: [''] };
}
