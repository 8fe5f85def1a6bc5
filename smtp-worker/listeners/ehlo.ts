import { keywordsOf } from '@/lib/acceptance/greeting';
import type { Offers } from '../session/esmtp-parameters';

/** The extensions in the reply to EHLO, one a line. `maxMessageSize` in octets. */
export function ehloLines(offers: Offers, maxMessageSize: number): string[] {
  return [...keywordsOf(offers), `SIZE ${maxMessageSize}`, ...(offers.auth ? ['AUTH PLAIN LOGIN'] : []), 'ENHANCEDSTATUSCODES'];
}
