/** Where the rule list and, below it, the editor are. */
export const RULES_PATH = '/acceptance-routing/advanced-settings';

/** The form that makes the rules for one domain. */
export const FORCE_TLS_PATH = '/acceptance-routing/force-tls';

/** The messages that a rule was true for. */
export function messagesPath(ruleId: string): string {
  return `/messages?rule=${ruleId}`;
}
