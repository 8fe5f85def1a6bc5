import type { NewTransaction } from '@/lib/queue/transaction';

/** Bodies of messages that this worker has just stored, up to a bound of octets, so that delivering them at once needs no reading. */
export class RecentBodies {
  private readonly bodies = new Map<string, Uint8Array>();
  private octets = 0;

  constructor(private readonly most: number) {}

  keep(stored: readonly NewTransaction[]): void {
    for (const { id, body } of stored) {
      if (body === null) continue;
      this.bodies.set(id, body);
      this.octets += body.length;
    }
    for (const id of this.bodies.keys()) {
      if (this.octets <= this.most) return;
      this.forget(id);
    }
  }

  get(transactionId: string): Uint8Array | null {
    return this.bodies.get(transactionId) ?? null;
  }

  forget(transactionId: string): void {
    this.octets -= this.bodies.get(transactionId)?.length ?? 0;
    this.bodies.delete(transactionId);
  }
}
