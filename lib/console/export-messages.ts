import type { MessageFilterQuery } from '@/lib/api/contracts/messages';
import { recordEvent } from '@/lib/audit/record-event';
import { findMessages, type MessageFilter, type MessagePlace } from '@/lib/queue/find-messages';
import { type ExportedRow, readExport } from '@/lib/queue/read-export';
import { achievedTls, demandedTls } from './attempt-view';
import { authorOf, type Caller, demand } from './caller';
import { csvLine } from './csv';
import { messageFilterOf } from './message-filter';

/** Messages that are in memory at a time. */
const PAGE = 500;

/** The columns, by names that stay: other programs rely on them. Times are ISO 8601 in UTC. */
const COLUMNS: { readonly [Name in string]: (row: ExportedRow) => string | number | boolean | null } = {
  queue_id: ({ id }) => id,
  received_at: ({ receivedAt }) => receivedAt.toISOString(),
  listener: ({ listener }) => listener,
  client_ip: ({ clientIp }) => clientIp,
  ehlo_name: ({ ehloName }) => ehloName,
  tls_version_in: ({ tlsVersion }) => tlsVersion,
  tls_cipher_in: ({ tlsCipher }) => tlsCipher,
  authenticated_user: ({ user }) => user,
  sender: ({ sender }) => sender,
  recipient: ({ recipient }) => recipient,
  accepted: ({ accepted }) => accepted,
  stage: ({ stage }) => stage,
  state: ({ state }) => state,
  reply: ({ reply }) => reply,
  rule: ({ rule }) => rule,
  size: ({ size }) => size,
  subject: ({ subject }) => subject,
  message_id: ({ messageId }) => messageId,
  attempts: ({ attempts }) => attempts,
  finished_at: ({ finishedAt }) => finishedAt?.toISOString() ?? null,
  next_hop: ({ nextHop }) => nextHop,
  next_hop_address: ({ address }) => address,
  tls_demanded: ({ demanded }) => demandedTls(demanded),
  tls_achieved: ({ achieved }) => achievedTls(achieved)?.level ?? null,
  tls_version_out: ({ achieved }) => achievedTls(achieved)?.version ?? null,
  last_error: ({ lastError }) => lastError,
};

/**
 * All messages that match as CSV, a line for each recipient, newest first. Read page by page, none of it in one long transaction: a client that
 * reads slowly holds nothing up.
 */
export async function exportMessages(caller: Caller, wanted: MessageFilterQuery): Promise<AsyncGenerator<string, void>> {
  demand(caller, 'mail.read');
  await recordEvent(caller.db, authorOf(caller), 'messages.exported', { ...wanted });
  return lines(caller, messageFilterOf(wanted));
}

async function* lines({ replayPool }: Caller, filter: MessageFilter): AsyncGenerator<string, void> {
  yield csvLine(Object.keys(COLUMNS));
  const columns = Object.values(COLUMNS);
  let after: MessagePlace | null = null;
  while (true) {
    const places: MessagePlace[] = await findMessages(replayPool, filter, { after, limit: PAGE });
    const rows = await readExport(
      replayPool,
      places.map(({ id }) => id),
    );
    if (rows.length > 0) yield rows.map((row) => csvLine(columns.map((column) => column(row)))).join('');
    after = places.at(-1) ?? null;
    if (places.length < PAGE) return;
  }
}
