import { decodeEncodedWords } from '@/lib/mail/encoded-words';
import { headerText } from '@/lib/mail/header-text';
import { mailboxDomains } from '@/lib/mail/mailbox-domains';

/** What the header section says, as far as somebody asks. */
export interface HeaderFields {
  /** The next line of the section, without its line end: each octet a character, cut at LONGEST_LINE. */
  line(text: string): void;
  readonly receivedHeaders: number;
  found(): FoundHeaders;
}

export interface FoundHeaders {
  readonly receivedHeaders: number;
  /** Unfolded, without the name; null if there is none. Of several the first. */
  readonly messageId: string | null;
  /** With its encoded words decoded. */
  readonly subject: string | null;
  /** Of all mailboxes of all From fields, each once. */
  readonly fromDomains: readonly string[];
  /** By each name that was asked for: the values in their order, unfolded and trimmed, encoded words decoded. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
}

/** Octets of a line, and of a field with its folded lines, that are kept (RFC 5322 2.1.1 allows lines of 998). */
export const LONGEST_LINE = 8192;
/** Once so many octets of one name are kept, no further field of it is. */
const MOST_OF_A_NAME = 16_384;
/** Octets of what is shown of a message in the console. */
const LONGEST_SHOWN = 998;

interface Kept {
  readonly fields: { readonly value: string }[];
  octets: number;
}

/** @param asked names of fields that rules read, in lower case */
export function headerFields(asked: ReadonlySet<string>): HeaderFields {
  const kept = new Map([...asked, 'from', 'message-id', 'subject'].map((name): [string, Kept] => [name, { fields: [], octets: 0 }]));
  let received = 0;
  /** The field whose folded lines may still come; null: nobody asks for it. */
  let open: { value: string } | null = null;

  const begin = (text: string): void => {
    const colon = text.indexOf(':');
    const name = colon === -1 ? '' : text.slice(0, colon).trimEnd().toLowerCase();
    if (name === 'received') received += 1;
    const ofName = kept.get(name);
    open = ofName === undefined || ofName.octets >= MOST_OF_A_NAME ? null : { value: text.slice(colon + 1) };
    if (ofName === undefined || open === null) return;
    ofName.fields.push(open);
    ofName.octets += text.length;
  };
  return {
    line(text) {
      if (!/^[ \t]/.test(text)) begin(text);
      // Folded: the line goes on (RFC 5322 2.2.3).
      else if (open !== null) open.value += text.slice(0, Math.max(0, LONGEST_LINE - open.value.length));
    },
    get receivedHeaders() {
      return received;
    },
    found() {
      const valuesOf = (name: string) => (kept.get(name)?.fields ?? []).map(({ value }) => fromOctets(value));
      const [messageId] = valuesOf('message-id');
      const [subject] = valuesOf('subject');
      return {
        receivedHeaders: received,
        messageId: messageId?.slice(0, LONGEST_SHOWN) ?? null,
        subject: subject === undefined ? null : decodeEncodedWords(subject).slice(0, LONGEST_SHOWN),
        fromDomains: [...new Set(valuesOf('from').flatMap(mailboxDomains))],
        headers: Object.fromEntries([...asked].map((name) => [name, valuesOf(name).map(headerText)])),
      };
    },
  };
}

/** Fields are UTF-8 (RFC 6532). */
function fromOctets(value: string): string {
  return Buffer.from(value, 'latin1').toString('utf8').trim();
}
