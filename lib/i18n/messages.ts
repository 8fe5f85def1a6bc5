import type { Locale } from './locales';
import { administration } from './messages/administration';
import { auth } from './messages/auth';
import { basicSettings } from './messages/basic-settings';
import { certificates } from './messages/certificates';
import { differenceList } from './messages/difference-list';
import { domains } from './messages/domains';
import { live } from './messages/live';
import { mail } from './messages/mail';
import { messages } from './messages/messages';
import { namedLists } from './messages/named-lists';
import { overview } from './messages/overview';
import { partners } from './messages/partners';
import { policyTests } from './messages/policy-tests';
import { queue } from './messages/queue';
import { relay } from './messages/relay';
import { replay } from './messages/replay';
import { revisions } from './messages/revisions';
import { rules } from './messages/rules';
import { services } from './messages/services';
import { shell } from './messages/shell';
import { simulator } from './messages/simulator';
import { trial } from './messages/trial';
import { ui } from './messages/ui';

/** The texts of the interface, one namespace per feature: `useTranslations('rules')`. */
export function messagesFor(locale: Locale) {
  return {
    administration: administration[locale],
    auth: auth[locale],
    basicSettings: basicSettings[locale],
    certificates: certificates[locale],
    difference: differenceList[locale],
    domains: domains[locale],
    live: live[locale],
    mail: mail[locale],
    messages: messages[locale],
    namedLists: namedLists[locale],
    overview: overview[locale],
    partners: partners[locale],
    policyTests: policyTests[locale],
    queue: queue[locale],
    relay: relay[locale],
    replay: replay[locale],
    revisions: revisions[locale],
    rules: rules[locale],
    services: services[locale],
    shell: shell[locale],
    simulator: simulator[locale],
    trial: trial[locale],
    ui: ui[locale],
  };
}
export type Messages = ReturnType<typeof messagesFor>;
