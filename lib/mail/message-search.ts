import ipaddr from 'ipaddr.js';
import { toAddress } from './address';
import { toDomain } from './domain';
import { toNetwork } from './network';
import { parseAddress } from './network-bits';

/** What can have become of a message: its answer, or the state of at least one recipient. */
export const MESSAGE_OUTCOMES = ['accepted', 'refused', 'waiting', 'held', 'delivered', 'returned', 'discarded', 'deleted'] as const;
export type MessageOutcome = (typeof MESSAGE_OUTCOMES)[number];

/** What somebody who looks for a message has typed, by what it can mean. */
export type MessageSearch =
  | { readonly kind: 'anything' }
  | { readonly kind: 'null-sender' }
  /** With one `@` a text can be an address, the Message-ID `<text>`, or both. */
  | { readonly kind: 'address'; readonly address: string | null; readonly messageId: string }
  /** A domain, also for what is below it. */
  | { readonly kind: 'domain'; readonly domain: string }
  | ClientSearch
  /** A queue id, or a domain of one label. */
  | { readonly kind: 'word'; readonly word: string };

interface ClientSearch {
  readonly kind: 'client';
  /** The first and the last address. */
  readonly first: string;
  readonly last: string;
  /** How each address between them begins in canonical text; empty where they have nothing in common. */
  readonly beginning: string;
}

/** Reads the text of the search field; null for what is none of all this. */
export function parseMessageSearch(text: string): MessageSearch | null {
  const typed = text.trim();
  if (typed === '') return { kind: 'anything' };
  if (typed === '<>') return { kind: 'null-sender' };
  const network = toNetwork(typed);
  if (network !== null) return clientSearch(network);
  const bare = typed.replace(/^<(.*)>$/, '$1');
  if (/^[^\s<>]+@[^\s<>]+$/.test(bare)) return { kind: 'address', address: toAddress(bare), messageId: `<${bare}>` };
  if (/^[\w-]+$/.test(bare)) return { kind: 'word', word: bare };
  const domain = toDomain(bare.replace(/^(?:@|\*?\.)/, ''), { minimumLabels: 1 });
  return domain === null ? null : { kind: 'domain', domain };
}

function clientSearch(network: string): ClientSearch {
  const [first, last] = network.includes('/') ? endsOfPrefix(network) : endsOfRange(network);
  const colons = first.includes(':');
  const [from, until] = [first, last].map((address) => groupsOf(address, colons));
  // A group of zeros may be left out in text, so nothing can be told from there on.
  const differs = from?.findIndex((group, i) => group !== until?.[i] || (colons && group === '0')) ?? 0;
  const common = from?.slice(0, differs === -1 ? undefined : differs) ?? [];
  const separator = colons ? ':' : '.';
  const beginning = common.length === 0 ? '' : common.join(separator) + (common.length === from?.length ? '' : separator);
  return { kind: 'client', first, last, beginning };
}

function groupsOf(address: string, colons: boolean): string[] {
  return colons ? ipaddr.IPv6.parse(address).parts.map((part) => part.toString(16)) : address.split('.');
}

function endsOfRange(network: string): [string, string] {
  const [first = '', last = first] = network.split('-');
  return [first, last];
}

function endsOfPrefix(network: string): [string, string] {
  const family = parseAddress(network.split('/')[0] ?? '')?.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  return [family.networkAddressFromCIDR(network).toString(), family.broadcastAddressFromCIDR(network).toString()];
}
