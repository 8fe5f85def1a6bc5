/** Open connections over all listeners, in all and by client address. */
export class ConnectionCount {
  private readonly byClient = new Map<string, number>();
  /** Of the other processes that share the listeners' ports. */
  private readonly elsewhere = new Map<string, number>();
  private total = 0;

  /** @param onChange this client has more or fewer connections open here than before */
  constructor(private readonly onChange: (ip: string) => void = () => undefined) {}

  /** Counts a connection. The returned function takes it off again, once. */
  add(ip: string): () => void {
    this.total += 1;
    this.set(ip, 1);
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      this.total -= 1;
      this.set(ip, -1);
    };
  }

  /** Of this process: what it can carry is its own. */
  all(): number {
    return this.total;
  }

  /** Of all processes that share the ports: what a client may have open is the same however many there are. */
  of(ip: string): number {
    return this.here(ip) + (this.elsewhere.get(ip) ?? 0);
  }

  here(ip: string): number {
    return this.byClient.get(ip) ?? 0;
  }

  /** So many connections are open in other processes, from clients for which that has changed. */
  setElsewhere(counts: Readonly<Record<string, number>>): void {
    for (const [ip, count] of Object.entries(counts)) {
      if (count === 0) this.elsewhere.delete(ip);
      else this.elsewhere.set(ip, count);
    }
  }

  private set(ip: string, difference: number): void {
    const open = this.here(ip) + difference;
    if (open === 0) this.byClient.delete(ip);
    else this.byClient.set(ip, open);
    this.onChange(ip);
  }
}
