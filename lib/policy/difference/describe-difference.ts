import type { Locale } from '@/lib/i18n/locales';
import { differenceWords } from '@/lib/i18n/messages/difference';
import type { LocalDomain } from '../local-domain';
import type { NamedList } from '../named-list';
import { listed } from '../words';
import { type Facet, type FacetDifference, facet, facetDifferences } from './facet';
import type { Change, PolicyDifference, RuleChange } from './policy-difference';
import { relayTargetFacets } from './relay-words';
import { ruleFacets } from './rule-facets';
import { acceptanceFacets, routingFacets } from './settings-facets';

/** One changed item, with those of its aspects that differ, in words. */
export interface ChangeInWords {
  readonly kind: 'rule' | 'local_domain' | 'acceptance_settings' | 'routing_settings' | 'named_list';
  readonly change: 'added' | 'removed' | 'changed';
  /** Id of a rule or local domain; null for a page of settings. */
  readonly id: string | null;
  /** Its name, the later one; that of a page of settings is its kind. */
  readonly name: string;
  readonly facets: readonly FacetDifference[];
}

/** A difference as an administrator reads it: first the rules, in their order, then local domains and settings. */
export function describeDifference(difference: PolicyDifference, locale: Locale): ChangeInWords[] {
  const { rules, localDomains, namedLists, acceptance, routing } = difference;
  return [
    ...rules.map((change) => describeRuleChange(change, locale)),
    ...namedLists.map((change) => describeListChange(change, locale)),
    ...localDomains.map((change) => describeDomainChange(change, locale)),
    ...(acceptance === null ? [] : [page('acceptance_settings', acceptance, (settings) => acceptanceFacets(settings, locale))]),
    ...(routing === null ? [] : [page('routing_settings', routing, (settings) => routingFacets(settings, locale))]),
  ];
}

function describeRuleChange(change: RuleChange, locale: Locale): ChangeInWords {
  const showPlace = change.moved || change.before === null || change.after === null;
  const { rule } = change.after ?? change.before ?? {};
  return {
    kind: 'rule',
    change: howChanged(change),
    id: rule?.id ?? null,
    name: rule?.name ?? '',
    facets: differences(change, (placed) => ruleFacets(placed, showPlace, locale)),
  };
}

function describeDomainChange(change: Change<LocalDomain>, locale: Locale): ChangeInWords {
  const words = differenceWords[locale];
  const domain = change.after ?? change.before;
  return {
    kind: 'local_domain',
    change: howChanged(change),
    id: domain?.id ?? null,
    name: domain?.domain ?? '',
    facets: differences(change, (each) => [
      facet(words.domain, each.domain),
      ...relayTargetFacets(words.deliverTo, each.deliverTo, locale),
    ]),
  };
}

function describeListChange(change: Change<NamedList>, locale: Locale): ChangeInWords {
  const words = differenceWords[locale];
  const list = change.after ?? change.before;
  return {
    kind: 'named_list',
    change: howChanged(change),
    id: list?.id ?? null,
    name: list?.name ?? '',
    facets: differences(change, ({ name, kind, entries, comment }) => [
      facet(words.name, name),
      facet(words.listKind, words.listKinds[kind]),
      { label: words.listEntries, lines: [{ text: listed(entries, locale), key: entries.join(), entries }] },
      ...(comment === '' ? [] : [facet(words.comment, comment)]),
    ]),
  };
}

function page<Settings>(
  kind: 'acceptance_settings' | 'routing_settings',
  change: Change<Settings>,
  say: (settings: Settings) => Facet[],
): ChangeInWords {
  return { kind, change: howChanged(change), id: null, name: kind, facets: differences(change, say) };
}

function differences<Content>({ before, after }: Change<Content>, say: (content: Content) => Facet[]): FacetDifference[] {
  return facetDifferences(before === null ? [] : say(before), after === null ? [] : say(after));
}

function howChanged({ before, after }: Change<unknown>): ChangeInWords['change'] {
  if (before === null) return 'added';
  return after === null ? 'removed' : 'changed';
}
