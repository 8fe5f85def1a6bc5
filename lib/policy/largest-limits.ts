import type { AcceptanceSettings } from './basic-settings';
import type { CompiledRule } from './compile-rule';

/** What a whole message is held to after its end. `maxMessageSize` in octets. */
export type MessageLimits = Pick<AcceptanceSettings, 'maxMessageSize' | 'maxReceivedHeaders'>;

/** While it is still open which limits apply to a message, nothing less than these may be refused. */
export function largestLimits(defaults: MessageLimits, rules: readonly CompiledRule[]): MessageLimits {
  let { maxMessageSize, maxReceivedHeaders } = defaults;
  for (const { mode, effects } of rules) {
    if (mode !== 'enforce') continue;
    maxMessageSize = Math.max(maxMessageSize, effects.maxMessageSize ?? 0);
    maxReceivedHeaders = Math.max(maxReceivedHeaders, effects.maxReceivedHeaders ?? 0);
  }
  return { maxMessageSize, maxReceivedHeaders };
}
