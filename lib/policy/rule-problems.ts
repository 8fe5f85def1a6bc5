import type { ErrorCode } from '@/lib/i18n/messages/errors';
import { isAddress } from '@/lib/mail/host';
import type { Catalogue } from './catalogue';
import { compileCondition, compileMatch, judgeCondition, judgeMatch } from './compile-condition';
import { excludeEachOther } from './exclusive';
import { lacksNameForDane } from './relay-target';
import type { Rule, SingleCondition } from './rule';
import { addsUp, isRelaySetting, SETTING_NEEDED_AT, type SettingName, type SettingValues } from './settings';
import { earlierStage, hasReached, type Stage } from './stages';

export interface RuleProblem {
  readonly path: (string | number)[];
  readonly code: ErrorCode;
}

/** Why a rule whose parts are all valid still makes no sense: it can never match, never act, or contradicts itself. */
export function ruleProblems(rule: Omit<Rule, 'id'>, catalogue: Catalogue): RuleProblem[] {
  return [
    ...emptyAny(rule),
    ...emptySpan(rule),
    ...contradictions(rule, catalogue),
    ...settingsSetTwice(rule, catalogue),
    ...knownTooLate(rule, catalogue),
    ...greylistTooLate(rule, catalogue),
    ...greylistNotAlone(rule, catalogue),
    ...neverRelays(rule, catalogue),
    ...demandWithoutEncryption(rule, catalogue),
    ...daneWithoutName(rule, catalogue),
    ...passwordForAnyone(rule, catalogue),
    ...sourceOfOtherFamily(rule, catalogue),
  ];
}

function emptyAny(rule: Omit<Rule, 'id'>): RuleProblem[] {
  return rule.match === 'any' && rule.conditions.length === 0 ? [{ path: ['conditions'], code: 'conditions.any-of-none' }] : [];
}

function emptySpan({ activeFrom, activeUntil }: Omit<Rule, 'id'>): RuleProblem[] {
  return activeFrom !== null && activeUntil !== null && activeFrom >= activeUntil ? [{ path: ['activeUntil'], code: 'span.empty' }] : [];
}

interface PlacedCondition {
  readonly node: SingleCondition;
  readonly path: readonly (string | number)[];
}

function contradictions(rule: Omit<Rule, 'id'>, catalogue: Catalogue): RuleProblem[] {
  return conjunctions(rule).flatMap((placed) => {
    const compiled = placed.map(({ node }) => compileCondition(node, catalogue));
    return placed
      .filter((_, i) => compiled.slice(0, i).some((earlier) => compiled[i] !== undefined && excludeEachOther(earlier, compiled[i])))
      .map(({ path }): RuleProblem => ({ path: [...path], code: 'conditions.contradiction' }));
  });
}

/** Sets of conditions that must all be true for the rule, or for one of its groups, to be true. */
function conjunctions(rule: Omit<Rule, 'id'>): PlacedCondition[][] {
  const top: PlacedCondition[] = [];
  const groups: PlacedCondition[][] = [];
  rule.conditions.forEach((node, i) => {
    if (node.kind === 'condition') {
      top.push({ node, path: ['conditions', i] });
    } else if (node.match === 'all') {
      const own = node.conditions.map((one, j) => ({ node: one, path: ['conditions', i, 'conditions', j] }));
      if (rule.match === 'all') top.push(...own);
      else groups.push(own);
    }
  });
  return rule.match === 'all' ? [top] : groups;
}

function settingsSetTwice(rule: Omit<Rule, 'id'>, catalogue: Catalogue): RuleProblem[] {
  const seen = new Set<SettingName>();
  const problems: RuleProblem[] = [];
  rule.actions.forEach(({ action }, i) => {
    const sets = catalogue.actions.get(action)?.sets;
    if (sets === undefined || addsUp(sets)) return;
    if (seen.has(sets)) problems.push({ path: ['actions', i], code: 'actions.same-setting' });
    seen.add(sets);
  });
  return problems;
}

/** What a rule sets must be known when it is needed: the verdict in the session, the number of recipients at RCPT TO. */
function knownTooLate(rule: Omit<Rule, 'id'>, catalogue: Catalogue): RuleProblem[] {
  const settings = settingsOf(rule, catalogue);
  const neededAt = settings.map((name) => SETTING_NEEDED_AT[name]).reduce<Stage>(earlierStage, 'relay');
  const code = settings.includes('verdict') && neededAt === 'data' ? 'conditions.verdict-too-late' : 'conditions.setting-too-late';
  return placedConditions(rule)
    .filter(({ node }) => !hasReached(neededAt, catalogue.conditions.get(node.condition)?.settlesAt ?? 'connect'))
    .map(({ path }) => ({ path: [...path], code }));
}

/** Greylisting answers at RCPT TO: were it to wait for the message, a refusal for lack of TLS below it would have to wait as well. */
function greylistTooLate(rule: Omit<Rule, 'id'>, catalogue: Catalogue): RuleProblem[] {
  if (!effectsOf(rule, catalogue).some(greylists)) return [];
  return placedConditions(rule)
    .filter(({ node }) => {
      const settlesAt = catalogue.conditions.get(node.condition)?.settlesAt ?? 'connect';
      return !hasReached('rcpt', settlesAt) && hasReached(SETTING_NEEDED_AT.verdict, settlesAt);
    })
    .map(({ path }) => ({ path: [...path], code: 'conditions.greylist-too-late' }));
}

/** Once the delay has passed the rule does nothing at all, which another action and "Stop processing more rules" would seem to deny. */
function greylistNotAlone(rule: Omit<Rule, 'id'>, catalogue: Catalogue): RuleProblem[] {
  if (rule.actions.length === 1 && !rule.stop) return [];
  return effectsOf(rule, catalogue).flatMap((effect, i): RuleProblem[] =>
    greylists(effect) ? [{ path: ['actions', i], code: 'actions.greylist-alone' }] : [],
  );
}

function greylists({ verdict }: SettingValues): boolean {
  return verdict?.outcome === 'greylist';
}

/** Relay settings in a rule that is false for every recipient whose mail is relayed. */
function neverRelays(rule: Omit<Rule, 'id'>, catalogue: Catalogue): RuleProblem[] {
  if (!settingsOf(rule, catalogue).some(isRelaySetting)) return [];
  const relayed = { 'recipient.relayed': true };
  if (judgeMatch(compileMatch(rule, catalogue), relayed) !== 'false') return [];
  const cause = placedConditions(rule).find(({ node }) => judgeCondition(compileCondition(node, catalogue), relayed) === 'false');
  return cause === undefined ? [] : [{ path: [...cause.path], code: 'conditions.never-relays' }];
}

/** What is asked of TLS can only be met where there is TLS. */
function demandWithoutEncryption(rule: Omit<Rule, 'id'>, catalogue: Catalogue): RuleProblem[] {
  const effects = effectsOf(rule, catalogue);
  const encryption = effects.find((effect) => effect.relayEncryption !== undefined)?.relayEncryption;
  if (encryption !== 'plaintext' && encryption !== 'opportunistic') return [];
  return effects.flatMap((effect, i): RuleProblem[] => {
    if (effect.relayCertificateCheck !== undefined) return [{ path: ['actions', i], code: 'actions.check-without-encryption' }];
    if (effect.relayAuthentication !== undefined) return [{ path: ['actions', i], code: 'authentication.needs-encryption' }];
    if (effect.relayTlsFailure !== undefined) return [{ path: ['actions', i], code: 'actions.tls-failure-without-encryption' }];
    return effect.relayTlsProfile === undefined ? [] : [{ path: ['actions', i], code: 'actions.profile-without-encryption' }];
  });
}

/** The records of DANE stand under a host name. */
function daneWithoutName(rule: Omit<Rule, 'id'>, catalogue: Catalogue): RuleProblem[] {
  const effects = effectsOf(rule, catalogue);
  const hosts = effects.flatMap(({ relayHost }) => (relayHost?.kind === 'hosts' ? relayHost.hosts : []));
  const check = effects.flatMap((effect) => effect.relayCertificateCheck ?? [])[0] ?? null;
  return effects.flatMap(({ relayCertificateCheck, relayTlsFailure }, i): RuleProblem[] => {
    const others = relayTlsFailure?.next === 'other-route' ? relayTlsFailure.hosts : [];
    const lacking = lacksNameForDane(others, check) || (relayCertificateCheck !== undefined && lacksNameForDane(hosts, check));
    return lacking ? [{ path: ['actions', i], code: 'check.dane-needs-name' }] : [];
  });
}

/** A password is for hosts that are named. */
function passwordForAnyone(rule: Omit<Rule, 'id'>, catalogue: Catalogue): RuleProblem[] {
  const effects = effectsOf(rule, catalogue);
  if (!effects.some(({ relayHost }) => relayHost?.kind === 'mx')) return [];
  return effects.flatMap(({ relayAuthentication }, i): RuleProblem[] =>
    relayAuthentication === undefined ? [] : [{ path: ['actions', i], code: 'authentication.needs-host' }],
  );
}

/** From an IPv4 address nobody reaches an IPv6 address, and the reverse. */
function sourceOfOtherFamily(rule: Omit<Rule, 'id'>, catalogue: Catalogue): RuleProblem[] {
  const effects = effectsOf(rule, catalogue);
  const hosts = effects.flatMap(({ relayHost }) => (relayHost?.kind === 'hosts' ? relayHost.hosts : []));
  return effects.flatMap(({ relaySourceAddress: source }, i): RuleProblem[] => {
    if (source === undefined || hosts.length === 0) return [];
    const isOther = ({ host }: (typeof hosts)[number]): boolean => isAddress(host) && host.includes(':') !== source.includes(':');
    return hosts.every(isOther) ? [{ path: ['actions', i], code: 'source-address.other-family' }] : [];
  });
}

/** What each action sets, in the order of the rule. */
function effectsOf(rule: Omit<Rule, 'id'>, catalogue: Catalogue): SettingValues[] {
  return rule.actions.map(({ action, parameters }) => catalogue.actions.get(action)?.effect(parameters) ?? {});
}

function settingsOf(rule: Omit<Rule, 'id'>, catalogue: Catalogue): SettingName[] {
  return rule.actions.flatMap(({ action }) => catalogue.actions.get(action)?.sets ?? []);
}

function placedConditions(rule: Omit<Rule, 'id'>): PlacedCondition[] {
  return rule.conditions.flatMap((node, i): PlacedCondition[] =>
    node.kind === 'condition'
      ? [{ node, path: ['conditions', i] }]
      : node.conditions.map((one, j) => ({ node: one, path: ['conditions', i, 'conditions', j] })),
  );
}
