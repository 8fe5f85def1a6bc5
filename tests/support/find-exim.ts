import fs from 'node:fs';

/** Where Debian's package is unpacked, since it cannot be installed beside Postfix. Every user can look in there, as Exim's own must. */
export const UNPACKED_EXIM = '/var/cache/siegel-tests/exim4';

/** Debian's Exim: that of the machine, or the one that `npm test` has unpacked; null if there is none. */
export function findExim(): string | null {
  return ['/usr/sbin/exim4', `${UNPACKED_EXIM}/usr/sbin/exim4`].find((place) => fs.existsSync(place)) ?? null;
}
