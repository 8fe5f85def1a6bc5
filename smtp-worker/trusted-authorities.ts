import tls from 'node:tls';

/**
 * The authorities whose certificates this host trusts: Node's list and the extra ones (PEM). Without extra ones Node's list is what a context
 * has anyway, read once for all.
 */
export function trustedAuthorities(extraCa: string | null): { readonly ca?: string[] } {
  return extraCa === null ? {} : { ca: [...tls.rootCertificates, extraCa] };
}
