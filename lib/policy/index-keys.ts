import { networkPrefixes } from '@/lib/mail/network-bits';
import type { FactName } from './facts';

/**
 * Says that a condition is true exactly when one text fact has one of these values. The engine finds rules by them, and two conditions with
 * no value in common can never both be true. A key is one of
 * - `=a@a.tld`: this text, without regard to upper and lower case;
 * - `.a.tld`: this domain and all domains under it;
 * - `4110000...`: this network (lib/mail/network-bits.ts).
 */
export interface IndexKeys {
  readonly fact: FactName;
  readonly keys: readonly string[];
}

/** @param texts in lower case */
export function keysOfTexts(fact: FactName, texts: readonly string[]): IndexKeys {
  return { fact, keys: texts.map(keyOfText) };
}

export function keyOfText(text: string): string {
  return `=${text}`;
}

export function isTextKey(key: string): boolean {
  return key.startsWith('=');
}

export function isDomainKey(key: string): boolean {
  return key.startsWith('.');
}

/** Keys of the domains and of all under them. @param domains canonical */
export function keysUnder(fact: FactName, domains: readonly string[]): IndexKeys {
  return { fact, keys: domains.map((domain) => `.${domain}`) };
}

/** @param networks in canonical text (lib/mail/network.ts) */
export function keysOfNetworks(fact: FactName, networks: readonly string[]): IndexKeys {
  return { fact, keys: networks.flatMap(networkPrefixes) };
}

/** What the key names, if it is a text or a domain. */
export function nameOfKey(key: string): string {
  return key.slice(1);
}

/** The key itself and all that contain it: `=a.b.c`, `.a.b.c`, `.b.c`, `.c`. */
export function widerKeys(key: string): string[] {
  if (isTextKey(key)) return [key, ...domainKeys(nameOfKey(key))];
  if (isDomainKey(key)) return domainKeys(nameOfKey(key));
  return Array.from(key, (_, i) => key.slice(0, i + 1));
}

/** `a.b.c` -> `.a.b.c`, `.b.c`, `.c`. */
export function domainKeys(domain: string): string[] {
  const whole = `.${domain}`;
  const keys = [whole];
  for (let dot = whole.indexOf('.', 1); dot !== -1; dot = whole.indexOf('.', dot + 1)) keys.push(whole.slice(dot));
  return keys;
}

/** Whether some value has a key of both. */
export function shareValue(one: IndexKeys, other: IndexKeys): boolean {
  return one.keys.some(isWithin(other)) || other.keys.some(isWithin(one));
}

/** Whether every key of `inner` lies within one of `outer`. */
export function areWithin(inner: IndexKeys, outer: IndexKeys): boolean {
  return inner.keys.every(isWithin(outer));
}

function isWithin({ keys }: IndexKeys): (key: string) => boolean {
  const outer = new Set(keys);
  return (key) => widerKeys(key).some((wider) => outer.has(wider));
}
