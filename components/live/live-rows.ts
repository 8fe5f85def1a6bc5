import type { LiveEvent } from '@/lib/live/live-event';

export const LIVE_KINDS = ['session', 'delivery'] as const;
/** How far it has come; `open` and `started` may still come to something. */
export const LIVE_OUTCOMES = ['open', 'accepted', 'refused', 'closed', 'started', 'delivered', 'deferred', 'bounced'] as const;

/** A session (or each further transaction in it), or a delivery, as far as it has come. */
export interface LiveRow {
  readonly key: string;
  readonly kind: (typeof LIVE_KINDS)[number];
  readonly at: string;
  readonly outcome: (typeof LIVE_OUTCOMES)[number];
  /** The client, or the next hop. */
  readonly peer: string;
  /** Null: none, or not yet; undefined: not known. */
  readonly tls: string | null | undefined;
  readonly sender: string | null;
  readonly recipient: string | null;
  readonly recipients: number | null;
  readonly queueId: string | null;
  /** A reply, or why not: `reason` is a code of lib/queue/failure.ts. */
  readonly detail: string;
  readonly reason: string | null;
}

/** The newest first. */
export type LiveRows = readonly LiveRow[];

/** So many are kept; the oldest give way. */
export const MOST_ROWS = 500;

/** The rows after one more event. An event that continues a row changes it where it stands. */
export function withEvent(rows: LiveRows, event: LiveEvent): LiveRows {
  const { at } = event;
  switch (event.name) {
    case 'session-opened':
      return added(rows, { ...NEW, key: event.session, kind: 'session', at, outcome: 'open', peer: event.clientIp, tls: null });
    case 'session-refused':
      return added(rows, {
        ...{ ...NEW, key: event.session, kind: 'session', at, outcome: 'refused' },
        ...{ peer: event.clientIp, tls: null, detail: event.reply },
      });
    case 'tls-established':
      return changed(rows, ofSession(event.session), (row) => ({ ...row, tls: event.version ?? 'TLS' }));
    case 'transaction-accepted': {
      const { session, sender, recipients, queueId } = event;
      return answered(rows, session, { at, outcome: 'accepted', sender, recipients, queueId });
    }
    case 'transaction-refused': {
      const { session, sender, recipient, queueId, reply } = event;
      return answered(rows, session, { at, outcome: 'refused', sender, recipient, queueId, detail: reply });
    }
    case 'session-closed':
      return changed(
        rows,
        (row) => row.key === event.session && row.outcome === 'open',
        (row) => ({ ...row, outcome: 'closed' }),
      );
    case 'delivery-started': {
      const { queueId, recipients, nextHop } = event;
      const key = `${queueId} ${at} ${nextHop}`;
      return added(rows, { ...NEW, key, kind: 'delivery', at, outcome: 'started', peer: nextHop, recipients, queueId });
    }
    case 'delivered':
      return concluded(rows, event, { outcome: 'delivered', peer: event.nextHop, tls: event.tlsVersion });
    case 'deferred':
    case 'bounced': {
      const { name, detail, reason, nextHop } = event;
      return concluded(rows, event, { outcome: name, detail, reason, ...(nextHop === null || nextHop === '' ? {} : { peer: nextHop }) });
    }
  }
}

const NEW = { peer: '', tls: undefined, sender: null, recipient: null, recipients: null, queueId: null, detail: '', reason: null };

function added(rows: LiveRows, row: LiveRow): LiveRows {
  return [row, ...rows].slice(0, MOST_ROWS);
}

function changed(rows: LiveRows, which: (row: LiveRow) => boolean, change: (row: LiveRow) => LiveRow): LiveRows {
  const at = rows.findIndex(which);
  return at === -1 ? rows : rows.map((row, i) => (i === at ? change(row) : row));
}

function ofSession(session: string): (row: LiveRow) => boolean {
  return ({ key }) => key === session || key.startsWith(`${session} `);
}

/** The first answer goes to the row of its session; each further one has a row of its own. */
function answered(rows: LiveRows, session: string, answer: Partial<LiveRow> & Pick<LiveRow, 'at' | 'outcome'>): LiveRows {
  const known = rows.find(ofSession(session));
  if (known?.outcome === 'open')
    return changed(
      rows,
      (row) => row === known,
      (row) => ({ ...row, ...answer, at: row.at }),
    );
  const { peer, tls } = known ?? NEW;
  return added(rows, {
    ...NEW,
    kind: 'session',
    peer,
    tls,
    key: `${session} ${answer.queueId} ${answer.recipient ?? ''} ${answer.at}`,
    ...answer,
  });
}

type Result = Partial<LiveRow> & Pick<LiveRow, 'outcome'>;

/** A delivery to several recipients comes to a result for each. */
function concluded(
  rows: LiveRows,
  { queueId, recipient, at }: { queueId: string; recipient: string; at: string },
  result: Result,
): LiveRows {
  const started = (row: LiveRow) => row.kind === 'delivery' && row.queueId === queueId && row.outcome === 'started';
  if (rows.some(started)) return changed(rows, started, (row) => ({ ...row, ...result, recipient, recipients: 1 }));
  return added(rows, { ...NEW, kind: 'delivery', at, queueId, recipient, recipients: 1, key: `${queueId} ${recipient} ${at}`, ...result });
}
