/** What PostgreSQL's json takes in no string: NUL, and halves of a surrogate pair. */
const UNSTORABLE = /\\u0000|\\ud[89a-f]/i;

/** JSON for a statement's parameter. A peer can put any octet into a name or header; what PostgreSQL cannot hold becomes U+FFFD. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!UNSTORABLE.test(text)) return text;
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? part.replace(/\0|\p{Surrogate}/gu, '\ufffd') : part));
}
