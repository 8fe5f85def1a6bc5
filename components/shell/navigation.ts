import {
  IconActivity,
  IconCertificate,
  IconGauge,
  IconMailForward,
  IconMailSearch,
  IconServer,
  IconSettings,
  IconShieldLock,
  IconUsersGroup,
  IconWorld,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Messages } from '@/lib/i18n/messages';

type NavigationKey = Exclude<keyof Messages['shell']['navigation'], 'label' | 'open' | 'close'>;

export interface NavigationPage {
  readonly key: NavigationKey;
  readonly href: string;
}

/** The navigation as data, in its order: a page of its own, or a heading with pages (and headings) below it. */
export type NavigationEntry =
  | (NavigationPage & { readonly kind: 'page'; readonly icon: TablerIcon })
  | {
      readonly kind: 'group';
      readonly key: NavigationKey;
      readonly icon: TablerIcon;
      readonly pages: readonly NavigationPage[];
      readonly below?: NavigationPage;
    };

export const NAVIGATION: readonly NavigationEntry[] = [
  { kind: 'page', key: 'dashboard', href: '/', icon: IconGauge },
  {
    kind: 'group',
    key: 'securityAndFiltering',
    icon: IconShieldLock,
    below: { key: 'acceptanceAndRouting', href: '/acceptance-routing/acceptance-basic-settings' },
    pages: [
      { key: 'acceptanceBasicSettings', href: '/acceptance-routing/acceptance-basic-settings' },
      { key: 'routingBasicSettings', href: '/acceptance-routing/routing-basic-settings' },
      { key: 'advancedSettings', href: '/acceptance-routing/advanced-settings' },
      { key: 'namedLists', href: '/acceptance-routing/named-lists' },
      { key: 'simulator', href: '/acceptance-routing/simulator' },
      { key: 'policyTests', href: '/acceptance-routing/policy-tests' },
    ],
  },
  { kind: 'page', key: 'partners', href: '/partners', icon: IconUsersGroup },
  {
    kind: 'group',
    key: 'services',
    icon: IconServer,
    pages: [
      { key: 'smtpReceiving', href: '/services/smtp-receiving' },
      { key: 'smtpSending', href: '/services/smtp-sending' },
    ],
  },
  { kind: 'page', key: 'domains', href: '/domains', icon: IconWorld },
  { kind: 'page', key: 'queue', href: '/queue', icon: IconMailForward },
  { kind: 'page', key: 'messages', href: '/messages', icon: IconMailSearch },
  { kind: 'page', key: 'live', href: '/live', icon: IconActivity },
  { kind: 'page', key: 'certificates', href: '/certificates', icon: IconCertificate },
  {
    kind: 'group',
    key: 'administration',
    icon: IconSettings,
    pages: [
      { key: 'account', href: '/administration/account' },
      { key: 'smtpUsers', href: '/administration/smtp-users' },
      { key: 'retention', href: '/administration/retention' },
      { key: 'revisions', href: '/administration/revisions' },
    ],
  },
];

/** Whether `pathname` is the page at `href` or one below it. */
export function isCurrent(pathname: string, href: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`);
}
