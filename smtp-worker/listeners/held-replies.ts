import type net from 'node:net';

/** So long a group of commands whose answers may wait for one another (RFC 2920 3.1, 3.2); the answer to any other one is sent at once. */
const GROUPED = /^(?:MAIL|RCPT|RSET)\b/i;

/** Keeps the answers to commands that came in one piece, so that they go out in one piece as well: one TLS record in place of many. */
export class HeldReplies {
  private socket: net.Socket | null = null;

  /** From now on what is written to the socket waits. */
  hold(socket: net.Socket): void {
    if (this.socket !== null) return;
    this.socket = socket;
    socket.cork();
  }

  /** Sends what waits. */
  release(): void {
    this.socket?.uncork();
    this.socket = null;
  }

  /** To be called when a command has been answered. */
  answered(line: string): void {
    if (!GROUPED.test(line)) this.release();
  }
}
