import type { Answer } from 'dns-packet';
import type { AskDns } from './dns-cache';

interface RecordTypes {
  A: string;
  AAAA: string;
  MX: { readonly exchange: string; readonly priority: number };
  PTR: string;
  /** The strings of a record, joined. */
  TXT: string;
}
export type RecordType = keyof RecordTypes;

export type DnsRecords<Type extends RecordType> =
  | { readonly kind: 'found'; readonly records: readonly RecordTypes[Type][] }
  | { readonly kind: 'no-data' | 'no-such-name' }
  /** `why` names the question, too: `TXT a.tld: SERVFAIL`. */
  | { readonly kind: 'failed'; readonly why: string };

const READ: { readonly [Type in RecordType]: (answer: Answer) => RecordTypes[Type] | null } = {
  A: (answer) => (answer.type === 'A' ? answer.data : null),
  AAAA: (answer) => (answer.type === 'AAAA' ? answer.data : null),
  MX: (answer) => (answer.type === 'MX' ? { exchange: answer.data.exchange, priority: answer.data.preference } : null),
  PTR: (answer) => (answer.type === 'PTR' ? answer.data : null),
  TXT: (answer) => (answer.type === 'TXT' ? textOf(answer.data) : null),
};

/** The records of one type that a name has, or that the name has of which it is an alias. */
export async function lookUpRecords<Type extends RecordType>(
  ask: AskDns,
  type: Type,
  name: string,
  signal: AbortSignal,
): Promise<DnsRecords<Type>> {
  const reply = await ask({ type, name }, signal);
  if (reply.kind === 'failed') return { kind: 'failed', why: `${type} ${name}: ${reply.why}` };
  if (!reply.exists) return { kind: 'no-such-name' };
  const records = reply.answers.map(READ[type]).filter((record) => record !== null);
  return records.length === 0 ? { kind: 'no-data' } : { kind: 'found', records };
}

function textOf(data: string | Buffer | readonly (string | Buffer)[]): string {
  const parts = Array.isArray(data) ? data : [data];
  return parts.map((part) => part.toString()).join('');
}
