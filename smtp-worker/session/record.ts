import type { Decision } from '@/lib/policy/decision';
import type { Facts } from '@/lib/policy/facts';
import type { Stage } from '@/lib/policy/stages';
import type { NewRecipient, NewTransaction } from '@/lib/queue/transaction';
import type { ScanResult } from '../intake/message-scan';
import type { MailParameters } from './esmtp-parameters';
import type { Client, SessionTls } from './session-context';

/** The session at the moment that is recorded. */
export interface RecordedSession {
  readonly workerId: string;
  readonly client: Client;
  readonly ehloName: string;
  readonly tls: SessionTls | null;
  readonly user: string | null;
}

/** How a transaction (or, at stage `connect`, a connection) ended. */
export interface Ending {
  readonly queueId: string;
  readonly at: Date;
  readonly sender: string;
  readonly accepted: boolean;
  readonly stage: Stage;
  /** As it stood on the wire. */
  readonly reply: string;
  readonly revision: number;
  readonly facts: Facts;
  /** Of an ending before any recipient; recipients carry their own. */
  readonly decision: Decision | null;
  readonly parameters: MailParameters | null;
  readonly scan: ScanResult | null;
  readonly recipients: readonly NewRecipient[];
  readonly body: Uint8Array | null;
}

/** The record that a transaction leaves behind. */
export function toRecord(session: RecordedSession, ending: Ending): NewTransaction {
  const { client, tls } = session;
  const { parameters, scan } = ending;
  return {
    id: ending.queueId,
    receivedAt: ending.at,
    workerId: session.workerId,
    listener: client.listener,
    clientIp: client.ip,
    clientPort: client.port,
    ehloName: session.ehloName,
    tlsVersion: tls?.version ?? null,
    tlsCipher: tls?.cipher ?? null,
    authenticatedUser: session.user,
    sender: ending.sender,
    accepted: ending.accepted,
    stage: ending.stage,
    reply: ending.reply,
    revision: ending.revision,
    facts: ending.facts,
    decision: ending.decision,
    size: scan?.size ?? null,
    bodyType: parameters?.bodyType ?? '7bit',
    smtpUtf8: parameters?.smtpUtf8 ?? false,
    dsnRet: parameters?.dsnRet ?? null,
    dsnEnvid: parameters?.dsnEnvid ?? null,
    messageIdHeader: scan?.messageId ?? null,
    subject: scan?.subject ?? null,
    reportsOn: null,
    recipients: ending.recipients,
    body: ending.body,
  };
}
