import type { Facts } from '@/lib/policy/facts';
import type { RecordedRecipient } from '@/lib/policy/recorded-facts';
import type { Stage } from '@/lib/policy/stages';

/** An SMTP transaction as far as it was recorded: what a replay judges. */
export interface RecordedTransaction {
  readonly id: string;
  /** Where it ended; nothing is known of what would have come later. */
  readonly stage: Stage;
  readonly facts: Facts;
  readonly recipients: readonly ReplayedRecipient[];
}

/** A recipient with what was looked up for it alone. */
export interface ReplayedRecipient extends RecordedRecipient {
  /** When the client had first tried to reach it: ISO 8601 in UTC with milliseconds. Null if no rule asked. */
  readonly firstSeen: string | null;
}
