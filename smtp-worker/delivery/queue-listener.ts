import pg from 'pg';

const CHANNEL = 'siegel_queue';

/** Listens for queue commands of the console and for other workers' releases, on a connection of its own that is opened again when it breaks. */
export class QueueListener {
  private client: pg.Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(
    private readonly options: pg.ClientConfig,
    private readonly retryMs: number,
    private readonly onNotice: () => void,
  ) {
    void this.open();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private async open(): Promise<void> {
    const client = new pg.Client(this.options);
    this.client = client;
    let broken = false;
    const reopen = (): void => {
      if (broken || this.stopped) return;
      broken = true;
      void client.end().catch(() => undefined);
      this.timer = setTimeout(() => void this.open(), this.retryMs);
    };
    client.on('error', reopen);
    client.on('end', reopen);
    client.on('notification', this.onNotice);
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch {
      // The loop looks at the queue by itself all the same, and reports that the database is away.
      reopen();
    }
  }
}
