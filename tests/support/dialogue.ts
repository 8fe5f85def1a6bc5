/**
 * The language of the dialogue files in tests/smtp: one step a line, described in tests/smtp/README.md.
 * This module only reads them; run-dialogue.ts carries them out.
 */
export type Step =
  | { readonly kind: 'connect'; readonly listener: ListenerName; readonly client: string }
  | { readonly kind: 'client'; readonly client: string }
  | { readonly kind: 'send'; readonly bytes: Buffer }
  | { readonly kind: 'expect-lines'; readonly count: number; readonly pattern: string }
  | { readonly kind: 'expect-reply'; readonly code: string }
  | { readonly kind: 'has' | 'lacks'; readonly pattern: string }
  | { readonly kind: 'tls' }
  | { readonly kind: 'tls-refused'; readonly version: 'TLSv1' | 'TLSv1.1' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'hang-up' }
  | { readonly kind: 'worker-stops' }
  | { readonly kind: 'later'; readonly seconds: number }
  | { readonly kind: 'database'; readonly reachable: boolean }
  | { readonly kind: 'state'; readonly address: string; readonly state: RecordedState }
  | { readonly kind: 'stored'; readonly address: string; readonly pattern: string };

/** What became of a recipient. `queued`: waits, is on its way or has arrived. `not accepted`: refused, or not even recorded. */
export type RecordedState = 'queued' | 'held' | 'discarded' | 'refused' | 'no record' | 'not accepted';

export type ListenerName = 'smtp' | 'smtps' | 'submission';

interface DialogueStep {
  /** In the file, from 1. */
  readonly line: number;
  readonly source: string;
  readonly step: Step;
}

export interface Dialogue {
  /** The first comment: what the dialogue proves. */
  readonly title: string;
  readonly steps: readonly DialogueStep[];
}

/** @throws Error with the line number for a step that is none. */
export function parseDialogue(text: string): Dialogue {
  const lines = text.split('\n').map((source, index) => ({ source: source.trimEnd(), line: index + 1 }));
  const title = lines.find(({ source }) => source.startsWith('# '))?.source.slice(2);
  if (title === undefined) throw new Error('a dialogue begins with a comment that says what it proves');
  const steps = lines
    .filter(({ source }) => source !== '' && !source.startsWith('#'))
    .map(({ source, line }) => ({ source, line, step: parseStep(source, line) }));
  return { title, steps };
}

const STEPS: readonly (readonly [RegExp, (match: RegExpExecArray) => Step])[] = [
  [/^c: (.*)$/, ([, text = '']) => ({ kind: 'send', bytes: Buffer.concat([unescaped(text), Buffer.from('\r\n')]) })],
  [/^c:$/, () => ({ kind: 'send', bytes: Buffer.from('\r\n') })],
  [/^c\+ (.*)$/, ([, text = '']) => ({ kind: 'send', bytes: unescaped(text) })],
  [/^s: (.*)$/, ([, pattern = '']) => ({ kind: 'expect-lines', count: 1, pattern })],
  [/^s (\d+) times: (.*)$/, ([, count, pattern = '']) => ({ kind: 'expect-lines', count: Number(count), pattern })],
  [/^s\* (\d{3})$/, ([, code = '']) => ({ kind: 'expect-reply', code })],
  [/^has: (.*)$/, ([, pattern = '']) => ({ kind: 'has', pattern })],
  [/^lacks: (.*)$/, ([, pattern = '']) => ({ kind: 'lacks', pattern })],
  [/^connect (smtp|smtps|submission)(?: as (\w+))?$/, ([, name = '', client = 'first']) => connectStep(name, client)],
  [/^client (\w+)$/, ([, client = '']) => ({ kind: 'client', client })],
  [/^tls$/, () => ({ kind: 'tls' })],
  [/^tls refused (TLSv1|TLSv1\.1)$/, ([, version]) => ({ kind: 'tls-refused', version: version === 'TLSv1' ? 'TLSv1' : 'TLSv1.1' })],
  [/^closed$/, () => ({ kind: 'closed' })],
  [/^database (away|back)$/, ([, where]) => ({ kind: 'database', reachable: where === 'back' })],
  [/^(\d+) seconds later$/, ([, seconds]) => ({ kind: 'later', seconds: Number(seconds) })],
  [/^worker stops$/, () => ({ kind: 'worker-stops' })],
  [/^hang up$/, () => ({ kind: 'hang-up' })],
  [/^state: (\S+) (.+)$/, ([, address = '', state = '']) => ({ kind: 'state', address, state: recordedState(state) })],
  [/^stored: (\S+) (.*)$/, ([, address = '', pattern = '']) => ({ kind: 'stored', address, pattern })],
];

function parseStep(source: string, line: number): Step {
  for (const [form, make] of STEPS) {
    const match = form.exec(source);
    if (match !== null) return make(match);
  }
  throw new Error(`line ${line}: no step of a dialogue: ${source}`);
}

function connectStep(name: string, client: string): Step {
  const listener = name === 'smtps' || name === 'submission' ? name : 'smtp';
  return { kind: 'connect', listener, client };
}

function recordedState(text: string): RecordedState {
  const known: readonly RecordedState[] = ['queued', 'held', 'discarded', 'refused', 'no record', 'not accepted'];
  const state = known.find((each) => each === text);
  if (state === undefined) throw new Error(`no state of a recipient: ${text}`);
  return state;
}

/**
 * What a client sends, as written in the file: `\r \n \t \0 \\ \xNN`, `{x*1000}` repeats a text (`%d` in it counts from 1),
 * `{base64:\0user\0pass}` encodes one.
 * Everything else is UTF-8.
 */
function unescaped(text: string): Buffer {
  const parts = text.split(/(\{base64:[^}]*\}|\{[^{}*]+\*\d+\})/).map((part) => {
    const encoded = /^\{base64:(.*)\}$/s.exec(part);
    if (encoded !== null) return Buffer.from(plainBytes(encoded[1] ?? '').toString('base64'));
    const repeated = /^\{([^{}*]+)\*(\d+)\}$/.exec(part);
    if (repeated !== null) return Buffer.concat(repeat(repeated[1] ?? '', Number(repeated[2])));
    return plainBytes(part);
  });
  return Buffer.concat(parts);
}

function repeat(text: string, times: number): Buffer[] {
  return Array.from({ length: times }, (_, index) => plainBytes(text.replaceAll('%d', String(index + 1))));
}

const ESCAPES: Readonly<Record<string, string>> = { '\\r': '\r', '\\n': '\n', '\\t': '\t', '\\0': '\0', '\\\\': '\\' };

function plainBytes(text: string): Buffer {
  const parts = text.split(/(\\x[0-9a-fA-F]{2}|\\[rnt0\\])/).map((part) => {
    if (part.startsWith('\\x')) return Buffer.from([Number.parseInt(part.slice(2), 16)]);
    return Buffer.from(ESCAPES[part] ?? part, 'utf8');
  });
  return Buffer.concat(parts);
}

/** Whether a line of the server matches: `*` stands for any text, everything else for itself. */
export function matchesLine(line: string, pattern: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`, 's').test(line);
}
