import { contradiction } from './contradiction';
import { coveredRules } from './coverage';
import type { CheckedPolicy, Finding } from './definition';
import { loop } from './loop';
import { neverDecides } from './never-decides';
import { neverMatched } from './never-matched';
import { refusesOwn } from './refuses-own';
import { sslPort } from './ssl-port';
import { starttlsOff } from './starttls-off';
import { tlsForEveryone } from './tls-for-everyone';
import { twinMissing } from './twin-missing';

/** All that can be said about a rule list without asking anyone: warnings first, each kind in the order of the list. */
export function checkRules(policy: CheckedPolicy): readonly Finding[] {
  const covered = coveredRules(policy.rules);
  return [
    ...refusesOwn(policy),
    ...tlsForEveryone(policy),
    ...loop(policy),
    ...sslPort(policy),
    ...starttlsOff(policy),
    ...contradiction(covered),
    ...neverDecides(covered),
    ...twinMissing(policy),
    ...neverMatched(policy),
  ];
}
