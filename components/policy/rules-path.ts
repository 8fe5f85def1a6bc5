/** Where the rule list and, below it, the editor are. */
export const RULES_PATH = '/acceptance-routing/advanced-settings';
