/**
 * An SMTP reply: basic code, enhanced status code (RFC 3463) and text, as three values. `text` is one line of printable ASCII
 * without the codes; what is only for the log never stands in it.
 */
export interface Reply {
  readonly code: number;
  readonly enhanced: string;
  readonly text: string;
}

/** The reply as it stands on the wire, without the line end: `550 5.7.1 Relaying denied`. */
export function formatReply(reply: Reply): string {
  return `${reply.code} ${reply.enhanced} ${reply.text}`;
}
