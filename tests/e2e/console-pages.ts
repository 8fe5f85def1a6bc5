/** Every page of the console that has an address of its own; those of one rule and one message come on top. */
export const CONSOLE_PAGES = [
  '/',
  '/acceptance-routing/acceptance-basic-settings',
  '/acceptance-routing/routing-basic-settings',
  '/acceptance-routing/advanced-settings',
  '/acceptance-routing/advanced-settings/new',
  '/acceptance-routing/force-tls',
  '/acceptance-routing/simulator',
  '/services/smtp-receiving',
  '/services/smtp-sending',
  '/domains',
  '/queue',
  '/messages',
  '/certificates',
  '/administration/account',
  '/administration/smtp-users',
  '/administration/revisions',
];
