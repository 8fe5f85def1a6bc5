/** Open connections over all listeners, in all and by client address. */
export class ConnectionCount {
  private readonly byClient = new Map<string, number>();
  private total = 0;

  /** Counts a connection. The returned function takes it off again, once. */
  add(ip: string): () => void {
    this.total += 1;
    this.byClient.set(ip, this.of(ip) + 1);
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      this.total -= 1;
      const left = this.of(ip) - 1;
      if (left === 0) this.byClient.delete(ip);
      else this.byClient.set(ip, left);
    };
  }

  all(): number {
    return this.total;
  }

  of(ip: string): number {
    return this.byClient.get(ip) ?? 0;
  }
}
