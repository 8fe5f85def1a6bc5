import type { AcceptanceSettings } from '@/lib/policy/basic-settings';
import type { CompiledPolicy } from '@/lib/policy/compile';
import type { Decision } from '@/lib/policy/decision';
import { asAscii } from '@/lib/policy/default-reply';
import { evaluate } from '@/lib/policy/evaluate';
import type { Facts } from '@/lib/policy/facts';
import { fillPlaceholders } from '@/lib/policy/placeholders';
import { settingOf } from './judge';

/** With the host name, no longer than a reply line (RFC 5321 4.5.3.1.5). */
const LONGEST_BANNER = 240;

/** The text after the host name in the greeting; empty: none. @param decision at `connect` */
export function bannerOf({ policy }: CompiledPolicy, { settings: { banner } }: Decision, facts: Facts): string {
  if (banner?.state !== 'decided') return policy.acceptance.banner;
  const rule = banner.by.kind === 'rule' ? banner.by.name : '';
  return asAscii(fillPlaceholders(banner.value, facts, rule)).slice(0, LONGEST_BANNER);
}

type Offer = AcceptanceSettings['offer'];

const SETTING_OF = {
  starttls: 'offerStarttls',
  pipelining: 'offerPipelining',
  eightBitMime: 'offerEightBitMime',
  smtpUtf8: 'offerSmtpUtf8',
  dsn: 'offerDsn',
  chunking: 'offerChunking',
} as const satisfies Record<keyof Offer, string>;

/** The keywords of these extensions in the reply to EHLO. */
export function keywordsOf(offer: Offer): string[] {
  return [
    ...(offer.pipelining ? ['PIPELINING'] : []),
    ...(offer.starttls ? ['STARTTLS'] : []),
    ...(offer.eightBitMime ? ['8BITMIME'] : []),
    ...(offer.smtpUtf8 ? ['SMTPUTF8'] : []),
    ...(offer.dsn ? ['DSN'] : []),
    ...(offer.chunking ? ['CHUNKING'] : []),
  ];
}

/** What the rules say about what EHLO offers; null if no rule says anything. @param facts of the connection */
export function offersByRule(compiled: CompiledPolicy, facts: Facts): Decision | null {
  const isSet = Object.values(SETTING_OF).some((name) => compiled.reads.session.includes(name));
  return isSet ? evaluate(compiled, facts, 'ehlo') : null;
}

/** The extensions that EHLO lists for this client. Where a look-up that failed leaves one open, the Basic Settings apply. @param facts of the connection */
export function offerOf(compiled: CompiledPolicy, facts: Facts): Offer {
  const { offer } = compiled.policy.acceptance;
  const decision = offersByRule(compiled, facts);
  if (decision === null) return offer;
  const is = (name: keyof Offer) => settingOf(decision, SETTING_OF[name], offer[name]) ?? offer[name];
  return {
    starttls: is('starttls'),
    pipelining: is('pipelining'),
    eightBitMime: is('eightBitMime'),
    smtpUtf8: is('smtpUtf8'),
    dsn: is('dsn'),
    chunking: is('chunking'),
  };
}
