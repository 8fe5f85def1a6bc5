import { type FieldPlan, type HeaderEdit, planEdits } from './header-edits';

/** Changes the header section of a message while it passes. */
export interface HeaderEditor {
  /** What to pass on for the next octets of the message. */
  feed(chunk: Uint8Array): Uint8Array[];
  /** What is still to be passed on at the end of the message. */
  end(): Uint8Array[];
}

const LF = 0x0a;
const CR = 0x0d;
const COLON = 0x3a;
const SPACE = 0x20;
const TAB = 0x09;
/** No longer name has an edit; so much of a line is held back until its name is known. */
const LONGEST_NAME = 128;
const CRLF = new Uint8Array([CR, LF]);

/**
 * Holds no more of the message than the beginning of a line, however it is cut into chunks; what comes after the header section is passed on
 * as it is. New fields come last in the header section, so that the trace at its top stays as it is (RFC 5321 4.4).
 * @param edits carried out one after the other
 */
export function editHeaders(edits: readonly HeaderEdit[]): HeaderEditor {
  const plans = planEdits(edits);
  const seen = new Set<string>();
  let inBody = false;
  /** The beginning of the present line, until it is known what becomes of it. */
  let start: number[] | null = [];
  let dropping = false;

  const ending = (): Uint8Array[] =>
    [...plans].flatMap(([name, { existing, replacement, ifMissing, atEnd }]) => [
      ...(existing === 'replace-first' && replacement !== null && !seen.has(name) ? [replacement] : []),
      ...(ifMissing !== null && !seen.has(name) ? [ifMissing] : []),
      ...atEnd,
    ]);

  /** The line is one of a new field; what takes its place. */
  const fieldBegins = (name: string): Uint8Array[] => {
    const plan: FieldPlan | undefined = plans.get(name);
    const isFirst = !seen.has(name);
    if (plan !== undefined) seen.add(name);
    dropping = plan !== undefined && plan.existing !== 'keep';
    return plan?.existing === 'replace-first' && plan.replacement !== null && isFirst ? [plan.replacement] : [];
  };

  /** What to pass on once the beginning of a line tells what it is; null while it does not. */
  const lineBegins = (held: readonly number[]): Uint8Array[] | null => {
    const [first] = held;
    const last = held.at(-1);
    if (first === CR && held.length === 1) return null;
    if (first === CR && held.length === 2 && last === LF) {
      inBody = true;
      return [...ending(), CRLF];
    }
    const isContinued = first === SPACE || first === TAB;
    if (!isContinued && last !== COLON && last !== LF && held.length < LONGEST_NAME) return null;
    const bytes = Uint8Array.from(held);
    const instead = isContinued ? [] : fieldBegins(last === COLON ? nameOf(bytes.subarray(0, -1)) : '');
    return dropping ? instead : [...instead, bytes];
  };

  /** Passes on, or drops, the rest of a line; returns where the next begins. */
  const restOfLine = (chunk: Uint8Array, at: number, out: Uint8Array[]): number => {
    const lf = chunk.indexOf(LF, at);
    const next = lf === -1 ? chunk.length : lf + 1;
    if (!dropping) out.push(chunk.subarray(at, next));
    if (lf !== -1) start = [];
    return next;
  };

  return {
    feed(chunk) {
      const out: Uint8Array[] = [];
      let at = 0;
      while (at < chunk.length) {
        if (inBody) {
          out.push(chunk.subarray(at));
          break;
        }
        if (start === null) {
          at = restOfLine(chunk, at, out);
          continue;
        }
        const octet = chunk[at];
        at += 1;
        if (octet === undefined) break;
        start.push(octet);
        const begun = lineBegins(start);
        if (begun === null) continue;
        out.push(...begun);
        start = octet === LF ? [] : null;
      }
      return out;
    },
    // A stored message ends with a whole line: where it has no body, the new fields end it.
    end: () => (inBody ? [] : [Uint8Array.from(start ?? []), ...ending()]),
  };
}

/** White space before the colon is obsolete, but read (RFC 5322 4.5). */
function nameOf(octets: Uint8Array): string {
  return new TextDecoder('latin1').decode(octets).trimEnd().toLowerCase();
}
