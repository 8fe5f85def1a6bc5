import { badParameter, unknownParameter } from '@/lib/mail/replies';
import type { Reply } from '@/lib/mail/reply';
import type { AcceptanceSettings } from '@/lib/policy/basic-settings';
import type { PathCommand } from './path-command';

/** What MAIL said besides the sender. `size` in octets, null if not declared. */
export interface MailParameters {
  readonly size: number | null;
  readonly bodyType: '7bit' | '8bitmime';
  readonly smtpUtf8: boolean;
  readonly dsnRet: 'FULL' | 'HDRS' | null;
  /** Decoded from xtext (RFC 3461 4.4). */
  readonly dsnEnvid: string | null;
}

/** What RCPT said besides the recipient. */
export interface RecipientParameters {
  /** RFC 3461 4.1, upper case: `NEVER`, or a comma-separated list of SUCCESS, FAILURE, DELAY. */
  readonly dsnNotify: string | null;
  /** `rfc822;` and the address, decoded from xtext. */
  readonly dsnOrcpt: string | null;
}

/** What EHLO offered: a parameter of anything else is unknown. */
export type Offers = AcceptanceSettings['offer'] & { readonly auth: boolean };

interface Parameter<Parsed> {
  readonly extension: keyof Offers | null;
  /** Null for a bad value; `value` is null for a keyword without one. */
  readonly parse: (value: string | null) => Partial<Parsed> | null;
}

const MAIL: ReadonlyMap<string, Parameter<MailParameters>> = new Map<string, Parameter<MailParameters>>([
  // RFC 1870 6.
  ['SIZE', { extension: null, parse: (value) => (/^\d{1,20}$/.test(value ?? '') ? { size: Number(value) } : null) }],
  ['BODY', { extension: 'eightBitMime', parse: bodyType }],
  ['SMTPUTF8', { extension: 'smtpUtf8', parse: (value) => (value === null ? { smtpUtf8: true } : null) }],
  ['RET', { extension: 'dsn', parse: dsnRet }],
  ['ENVID', { extension: 'dsn', parse: dsnEnvid }],
  // RFC 4954 5: who submitted the message, which we neither need nor pass on.
  ['AUTH', { extension: 'auth', parse: (value) => (fromXtext(value ?? '') === null ? null : {}) }],
]);

const RCPT: ReadonlyMap<string, Parameter<RecipientParameters>> = new Map<string, Parameter<RecipientParameters>>([
  ['NOTIFY', { extension: 'dsn', parse: dsnNotify }],
  ['ORCPT', { extension: 'dsn', parse: dsnOrcpt }],
]);

/** The parameters of MAIL, or the reply that refuses them. */
export function parseMailParameters(given: PathCommand['parameters'], offers: Offers): MailParameters | Reply {
  return parse(given, MAIL, offers, { size: null, bodyType: '7bit', smtpUtf8: false, dsnRet: null, dsnEnvid: null });
}

/** The parameters of RCPT, or the reply that refuses them. */
export function parseRecipientParameters(given: PathCommand['parameters'], offers: Offers): RecipientParameters | Reply {
  return parse(given, RCPT, offers, { dsnNotify: null, dsnOrcpt: null });
}

function parse<Parsed>(
  given: PathCommand['parameters'],
  known: ReadonlyMap<string, Parameter<Parsed>>,
  offers: Offers,
  initial: Parsed,
): Parsed | Reply {
  let parsed = initial;
  for (const { keyword, value } of given) {
    const parameter = known.get(keyword);
    if (parameter === undefined || (parameter.extension !== null && !offers[parameter.extension])) return unknownParameter(keyword);
    const part = parameter.parse(value);
    // RFC 3461 4: a parameter is given once.
    if (part === null || given.filter((other) => other.keyword === keyword).length > 1) return badParameter(keyword);
    parsed = { ...parsed, ...part };
  }
  return parsed;
}

/** RFC 6152 3. BINARYMIME is not offered (decision 006). */
function bodyType(value: string | null): Partial<MailParameters> | null {
  const type = value?.toLowerCase();
  return type === '7bit' || type === '8bitmime' ? { bodyType: type } : null;
}

function dsnRet(value: string | null): Partial<MailParameters> | null {
  const ret = value?.toUpperCase();
  return ret === 'FULL' || ret === 'HDRS' ? { dsnRet: ret } : null;
}

const LONGEST_ENVID = 100;

function dsnEnvid(value: string | null): Partial<MailParameters> | null {
  const envid = value === null || value.length > LONGEST_ENVID ? null : fromXtext(value);
  return envid === null ? null : { dsnEnvid: envid };
}

function dsnNotify(value: string | null): Partial<RecipientParameters> | null {
  const notify = value?.toUpperCase() ?? '';
  return /^(?:NEVER|(?:SUCCESS|FAILURE|DELAY)(?:,(?:SUCCESS|FAILURE|DELAY))*)$/.test(notify) ? { dsnNotify: notify } : null;
}

const LONGEST_ORCPT = 500;

/** RFC 3461 4.2: the type of the address, and the address. */
function dsnOrcpt(value: string | null): Partial<RecipientParameters> | null {
  const [, type, encoded] = /^([A-Za-z0-9][A-Za-z0-9-]*);(.+)$/.exec(value ?? '') ?? [];
  const address = encoded === undefined || encoded.length > LONGEST_ORCPT ? null : fromXtext(encoded);
  return address === null ? null : { dsnOrcpt: `${type};${address}` };
}

/** RFC 3461 4; with RFC 6533 3 an address may stand there in UTF-8 too. */
const XTEXT = /^(?:[\x21-\x2a\x2c-\x3c\x3e-\x7e\u0080-\u{10ffff}]|\+[0-9A-F]{2})+$/u;

/** Null for what is no xtext, and for a control character in disguise: it would end up in a header or a reply. */
function fromXtext(text: string): string | null {
  if (!XTEXT.test(text)) return null;
  const decoded = text.replace(/\+([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return /\p{Cc}/u.test(decoded) ? null : decoded;
}
