import https from 'node:https';
import net from 'node:net';
import { reasonOf } from '../database-state';
import type { Dns } from '../delivery/dns';

export interface WebhookContext {
  readonly addresses: Dns['addresses'];
  /** Whether a webhook may reach this address. */
  readonly isAllowed: (address: string) => boolean;
  /** PEM of the trusted authorities, where they are not Node's alone. */
  readonly tls: { readonly ca?: string[] };
  readonly userAgent: string;
  /** Milliseconds from the connection to the answer. */
  readonly timeout: number;
}

export type WebhookAnswer =
  | { readonly kind: 'taken' }
  /** `again`: it may be taken later. */
  | { readonly kind: 'failed'; readonly why: string; readonly again: boolean };

/** Of the headers of the answer; its body is not read. */
const MOST_HEADERS = 16 * 1024;

/**
 * Posts the JSON once. The name is resolved here, and the connection goes to the very addresses that were checked: an answer of the DNS that
 * changes meanwhile leads nowhere else. Redirections are not followed. Never throws.
 */
export async function postWebhook(url: string, json: string, context: WebhookContext): Promise<WebhookAnswer> {
  const { hostname } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const answer = net.isIP(host) === 0 ? await context.addresses(host) : ({ kind: 'found', records: [host] } as const);
  if (answer.kind !== 'found') return { kind: 'failed', why: `${host} ${WORDS[answer.kind]}`, again: true };
  const allowed = answer.records.filter(context.isAllowed);
  if (allowed.length === 0) {
    const why = `${host} has no address that webhooks may reach (${answer.records.join(', ')}); WEBHOOK_NETWORKS can allow it`;
    return { kind: 'failed', why, again: false };
  }
  return post(url, json, allowed, context).then(judged, (error: unknown) => ({ kind: 'failed', why: reasonOf(error), again: true }));
}

const WORDS = { 'no-data': 'has no address', 'no-such-name': 'does not exist', failed: 'could not be looked up' };

function post(url: string, json: string, addresses: readonly string[], { tls, userAgent, timeout }: WebhookContext): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = https.request(url, {
      method: 'POST',
      // No connection is kept: it would stand for a name that has not been checked again.
      agent: false,
      lookup: answerWith(addresses),
      minVersion: 'TLSv1.2',
      maxHeaderSize: MOST_HEADERS,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json), 'user-agent': userAgent },
      ...tls,
    });
    const patience = setTimeout(() => request.destroy(new Error(`no answer within ${timeout / 1000} s`)), timeout);
    request.once('close', () => clearTimeout(patience));
    request.on('error', reject);
    request.once('response', (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    request.end(json);
  });
}

/** What the connection is told when it asks for the address of its host. */
function answerWith(addresses: readonly string[]): net.LookupFunction {
  const all = addresses.map((address) => ({ address, family: net.isIP(address) }));
  return (_hostname, options, callback) => {
    const [first = { address: '', family: 0 }] = all;
    if (options.all === true) callback(null, all);
    else callback(null, first.address, first.family);
  };
}

function judged(status: number): WebhookAnswer {
  if (status >= 200 && status < 300) return { kind: 'taken' };
  return { kind: 'failed', why: `answered ${status}`, again: status >= 500 || status === 408 || status === 429 };
}
