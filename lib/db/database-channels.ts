import pg from 'pg';

export interface DatabaseChannels {
  stop(): Promise<void>;
}

const RECONNECT_MS = 1000;

/**
 * Listens on channels of the database and calls the channel's function on each notification with what it says, and with null on each new
 * connection, since what was said in between is lost. Reconnects by itself; whoever relies on it must also poll.
 */
export function listenFor(databaseUrl: string, channels: Readonly<Record<string, (said: string | null) => void>>): DatabaseChannels {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  const later = (): void => {
    client = null;
    if (!stopped) timer = setTimeout(() => void connect(), RECONNECT_MS);
  };
  const connect = async (): Promise<void> => {
    const own = new pg.Client({ connectionString: databaseUrl, keepAlive: true, connectionTimeoutMillis: 5000 });
    client = own;
    own.on('error', () => undefined);
    own.once('end', later);
    own.on('notification', ({ channel, payload }) => channels[channel]?.(payload ?? ''));
    try {
      await own.connect();
      for (const channel of Object.keys(channels)) await own.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      for (const tell of Object.values(channels)) tell(null);
    } catch {
      // A client that never connected does not always say "end".
      own.removeListener('end', later);
      own.end().catch(() => undefined);
      if (client === own) later();
    }
  };
  void connect();
  return {
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
