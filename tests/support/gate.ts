/** Lets chunks pass, or holds them back in their order until it is opened again. */
export class Gate {
  private held: Buffer[] | null = null;

  constructor(private readonly pass: (chunk: Buffer) => void) {}

  push(chunk: Buffer): void {
    if (this.held === null) this.pass(chunk);
    else this.held.push(chunk);
  }

  close(): void {
    this.held ??= [];
  }

  open(): void {
    const held = this.held ?? [];
    this.held = null;
    for (const chunk of held) this.pass(chunk);
  }
}

/** Gates that were closed for one reason. */
export class Hold {
  /** Resolves when something is held. */
  readonly reached: Promise<void>;
  private tell: () => void = () => undefined;
  private readonly gates = new Set<Gate>();

  constructor(private readonly onRelease: () => void = () => undefined) {
    this.reached = new Promise((resolve) => {
      this.tell = resolve;
    });
  }

  close(gate: Gate): void {
    gate.close();
    this.gates.add(gate);
    this.tell();
  }

  /** Passes on what was held, and holds nothing more. */
  release(): void {
    this.onRelease();
    for (const gate of this.gates) gate.open();
    this.gates.clear();
  }
}
