export const REVISIONS_PATH = '/administration/revisions';

/** The page that shows what changed from one revision to another. */
export function differencePath(from: number, to: number): string {
  return `${REVISIONS_PATH}/difference?from=${from}&to=${to}`;
}
