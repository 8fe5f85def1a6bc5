import type { Origin } from '@/lib/acceptance/recipient-changes';
import type { HeaderEdit } from '@/lib/mail/header-edits';
import type { Decision } from '@/lib/policy/decision';
import type { Facts } from '@/lib/policy/facts';
import type { Stage } from '@/lib/policy/stages';

/** What a finished SMTP transaction leaves behind: one record, whether accepted or refused. */
export interface NewTransaction {
  /** Queue id of an accepted message (queue-id.ts). */
  readonly id: string;
  readonly receivedAt: Date;
  readonly workerId: string;
  readonly listener: string;
  readonly clientIp: string;
  readonly clientPort: number;
  readonly ehloName: string;
  readonly tlsVersion: string | null;
  readonly tlsCipher: string | null;
  readonly authenticatedUser: string | null;
  /** Empty for the null sender. */
  readonly sender: string;
  readonly accepted: boolean;
  readonly stage: Stage;
  readonly reply: string;
  readonly revision: number;
  readonly facts: Facts;
  readonly decision: Decision | null;
  readonly size: number | null;
  readonly bodyType: '7bit' | '8bitmime';
  readonly smtpUtf8: boolean;
  readonly dsnRet: 'FULL' | 'HDRS' | null;
  readonly dsnEnvid: string | null;
  readonly messageIdHeader: string | null;
  readonly subject: string | null;
  /** On a DSN of ours: the transaction that it reports on. */
  readonly reportsOn: string | null;
  readonly recipients: readonly NewRecipient[];
  /** The whole stored message, our Received header first, unless it was already written with appendChunk; null for a refused one. */
  readonly body: Uint8Array | null;
}

export interface NewRecipient {
  readonly address: string;
  readonly domain: string;
  readonly relayed: boolean;
  readonly state: 'refused' | 'discarded' | 'redirected' | 'pending' | 'held';
  readonly reply: string;
  readonly decision: Decision;
  readonly decidedByRule: string | null;
  /** RFC 3461: "NEVER" or a comma-separated list of SUCCESS, FAILURE, DELAY; null if not given. */
  readonly dsnNotify: string | null;
  readonly dsnOrcpt: string | null;
  /** What rules change in the headers for this recipient, in order. */
  readonly headerEdits: readonly HeaderEdit[];
  /** When the client had first tried to reach it: ISO 8601 in UTC with milliseconds. Null if no rule asked. */
  readonly firstSeen: string | null;
  /** Null for a recipient as the client has named it. */
  readonly origin: Origin | null;
  /** When the first attempt is due and when the message is given up; null unless pending or held. */
  readonly nextAttemptAt: Date | null;
  readonly expiresAt: Date | null;
}
