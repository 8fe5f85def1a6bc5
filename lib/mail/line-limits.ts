const LF = 0x0a;
/** Octets of a line, and of blank lines in a row (RFC 5322 2.1.1: lines have 998 at most). */
const LONGEST_RUN = 65_536;
/** Octets and lines of the header section. */
const LARGEST_HEADER = 262_144;
const MOST_HEADER_LINES = 2000;

/**
 * Watches the octets of a message for what no honest message has and what would make a check of its signatures costly: endless lines, endless
 * blank lines, an endless header section. To check line by line, no more than one of these has to be kept in memory.
 */
export class LineLimits {
  private inHeader = true;
  private headerOctets = 0;
  private headerLines = 0;
  private line = 0;
  private isBlank = true;
  private blankOctets = 0;

  /** The next octets, in order. False once a limit has been exceeded. */
  feed(chunk: Uint8Array): boolean {
    for (let at = 0; at < chunk.length; ) {
      const lf = chunk.indexOf(LF, at);
      const end = lf === -1 ? chunk.length : lf;
      this.content(chunk.subarray(at, end));
      if (lf !== -1) this.endLine();
      if (this.isExceeded()) return false;
      at = end + 1;
    }
    return true;
  }

  private content(octets: Uint8Array): void {
    this.line += octets.length;
    if (this.inHeader) this.headerOctets += octets.length;
    if (this.isBlank) this.isBlank = octets.every((octet) => octet === 0x0d || octet === 0x20 || octet === 0x09);
  }

  private endLine(): void {
    if (this.inHeader) this.headerLines += 1;
    // An empty line ends the header section; one of blanks continues it.
    if (this.line <= 1 && this.isBlank) this.inHeader = false;
    this.blankOctets = this.isBlank ? this.blankOctets + this.line + 1 : 0;
    this.line = 0;
    this.isBlank = true;
  }

  private isExceeded(): boolean {
    return (
      this.line > LONGEST_RUN ||
      this.blankOctets > LONGEST_RUN ||
      this.headerOctets > LARGEST_HEADER ||
      this.headerLines > MOST_HEADER_LINES
    );
  }
}
