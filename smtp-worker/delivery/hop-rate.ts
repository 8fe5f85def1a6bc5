/** Lets so many jobs begin per minute for each next hop, evenly spaced. One timer in all, set while somebody waits for a turn. */
export class HopRate {
  /** Milliseconds from which each next hop may have another. */
  private readonly nextAt = new Map<string, number>();
  private timer: NodeJS.Timeout | null = null;
  private timerAt = Number.POSITIVE_INFINITY;

  /** @param now milliseconds @param onTurn somebody who was refused a turn may have it now */
  constructor(
    private readonly now: () => number,
    private readonly onTurn: () => void,
  ) {}

  /** Takes a turn if one is free; else onTurn is called when it is. */
  takeTurn(hop: string, perMinute: number): boolean {
    const now = this.now();
    const at = this.nextAt.get(hop) ?? now;
    if (now < at) {
      this.wakeAt(at);
      return false;
    }
    this.nextAt.set(hop, now + 60_000 / perMinute);
    return true;
  }

  /** Calls onTurn no more. */
  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.timerAt = Number.POSITIVE_INFINITY;
  }

  private wakeAt(at: number): void {
    if (at >= this.timerAt) return;
    this.stop();
    this.timerAt = at;
    this.timer = setTimeout(() => {
      this.stop();
      this.forgetPast();
      this.onTurn();
    }, at - this.now());
  }

  private forgetPast(): void {
    const now = this.now();
    for (const [hop, at] of this.nextAt) if (at <= now) this.nextAt.delete(hop);
  }
}
