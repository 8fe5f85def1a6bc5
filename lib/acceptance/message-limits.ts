import { REPLIES } from '@/lib/mail/replies';
import type { Reply } from '@/lib/mail/reply';
import type { CompiledPolicy } from '@/lib/policy/compile';
import type { Decision } from '@/lib/policy/decision';
import { LOOKUP_FAILED_REPLY } from '@/lib/policy/default-reply';
import type { MessageLimits } from '@/lib/policy/largest-limits';
import { type Judgement, settingOf } from './judge';

/** Of a whole message. `size` in octets, without our own headers. */
export interface MeasuredMessage {
  readonly size: number;
  readonly receivedHeaders: number;
}

/** The most that a message may have as far as is decided now: while a limit is open, the largest that any rule allows. */
export function mostAllowed({ policy, largest }: CompiledPolicy, decision: Decision): MessageLimits {
  return {
    maxMessageSize: settingOf(decision, 'maxMessageSize', policy.acceptance.maxMessageSize) ?? largest.maxMessageSize,
    maxReceivedHeaders: settingOf(decision, 'maxReceivedHeaders', policy.acceptance.maxReceivedHeaders) ?? largest.maxReceivedHeaders,
  };
}

/** What a message that exceeds these limits is refused with; null if it does not. */
export function exceeds({ size, receivedHeaders }: MeasuredMessage, limits: MessageLimits): Reply | null {
  if (size > limits.maxMessageSize) return REPLIES.messageTooLarge;
  // RFC 5321 6.3.
  return receivedHeaders > limits.maxReceivedHeaders ? REPLIES.loop : null;
}

/** What a whole message is refused with, by a rule or because of its limits; null if nothing speaks against it. */
export function answerToMessage({ policy }: CompiledPolicy, message: MeasuredMessage, judgements: readonly Judgement[]): Reply | null {
  for (const judgement of judgements) {
    if (judgement.kind === 'refused') return judgement.reply;
    const { headers, recipients } = judgement.decision.settings;
    if (headers?.state === 'undetermined' || recipients?.state === 'undetermined') return LOOKUP_FAILED_REPLY;
    const maxMessageSize = settingOf(judgement.decision, 'maxMessageSize', policy.acceptance.maxMessageSize);
    const maxReceivedHeaders = settingOf(judgement.decision, 'maxReceivedHeaders', policy.acceptance.maxReceivedHeaders);
    if (maxMessageSize === null || maxReceivedHeaders === null) return LOOKUP_FAILED_REPLY;
    const reply = exceeds(message, { maxMessageSize, maxReceivedHeaders });
    if (reply !== null) return reply;
  }
  return null;
}
