/** So much of a message is a sign that its client comes on. */
const ENOUGH_OCTETS = 4096;

/**
 * How long a client may take for its next step: a whole command line, a handshake, or a good piece of a message. Single octets do not extend it,
 * unlike the timeout of a socket: a client that sends one now and then would keep its connection for ever.
 */
export class Patience {
  private readonly timer: NodeJS.Timeout;
  private octets = 0;

  constructor(milliseconds: number, onLost: () => void) {
    this.timer = setTimeout(onLost, milliseconds);
  }

  /** The client has done its part, or it is its turn again. */
  renew(): void {
    this.octets = 0;
    this.timer.refresh();
  }

  /** Of a message. */
  received(octets: number): void {
    this.octets += octets;
    if (this.octets >= ENOUGH_OCTETS) this.renew();
  }

  end(): void {
    clearTimeout(this.timer);
  }
}
