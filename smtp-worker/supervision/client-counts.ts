type Counts = Readonly<Record<string, number>>;

/** Open connections by client address over all worker processes of a host, so that a limit per client holds for all of them together. */
export class ClientCounts {
  private readonly byProcess = new Map<number, Map<string, number>>();

  /** A process has so many open. Returns what each other process is to be told: how many the processes besides it have. */
  report(process: number, counts: Counts): Map<number, Counts> {
    const own = this.byProcess.get(process) ?? new Map<string, number>();
    this.byProcess.set(process, own);
    for (const [ip, count] of Object.entries(counts)) {
      if (count === 0) own.delete(ip);
      else own.set(ip, count);
    }
    return this.toBeTold(process, Object.keys(counts));
  }

  /** A process has begun. Returns what the others have open. */
  join(process: number): Counts {
    this.byProcess.set(process, new Map());
    const clients = new Set([...this.byProcess.values()].flatMap((counts) => [...counts.keys()]));
    return this.besides(process, [...clients]);
  }

  /** A process has ended, and its connections with it. Returns what each other process is to be told. */
  leave(process: number): Map<number, Counts> {
    const clients = [...(this.byProcess.get(process)?.keys() ?? [])];
    this.byProcess.delete(process);
    return this.toBeTold(process, clients);
  }

  private toBeTold(except: number, clients: readonly string[]): Map<number, Counts> {
    if (clients.length === 0) return new Map();
    const others = [...this.byProcess.keys()].filter((process) => process !== except);
    return new Map(others.map((process) => [process, this.besides(process, clients)]));
  }

  private besides(process: number, clients: readonly string[]): Counts {
    const others = [...this.byProcess].filter(([each]) => each !== process).map(([, counts]) => counts);
    return Object.fromEntries(clients.map((ip) => [ip, others.reduce((sum, counts) => sum + (counts.get(ip) ?? 0), 0)]));
  }
}
