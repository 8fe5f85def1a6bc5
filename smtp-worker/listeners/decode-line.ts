/** UTF-8, or where it is none each octet as a character: no such line is a valid address, and none is lost. */
export function decodeLine(line: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line);
  } catch {
    return line.toString('latin1');
  }
}
