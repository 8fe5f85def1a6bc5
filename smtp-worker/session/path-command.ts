/** MAIL or RCPT as it was said, taken apart but not yet judged. */
export interface PathCommand {
  /** Between the angle brackets, without a source route; empty for `<>`. */
  readonly path: string;
  /** Keywords in upper case. */
  readonly parameters: readonly { readonly keyword: string; readonly value: string | null }[];
}

/** RFC 5321 4.1.2; a source route "must be accepted, should not be generated, and should be ignored". */
const SOURCE_ROUTE = /^@[^\s,:@]+(?:,@[^\s,:@]+)*:/;
const PARAMETER = /^([A-Za-z0-9][A-Za-z0-9-]*)(?:=([^\s=][^\s]*))?$/;

/**
 * Takes `MAIL FROM:<path> parameters` or `RCPT TO:<path> parameters` apart (RFC 5321 4.1.1.2, 4.1.1.3). A quoted local part may hold spaces
 * and angle brackets. Null for a line of another form.
 */
export function parsePathCommand(line: string, verb: 'MAIL FROM' | 'RCPT TO'): PathCommand | null {
  const colon = line.indexOf(':');
  if (colon === -1 || line.slice(0, colon).trim().toUpperCase().replace(/\s+/g, ' ') !== verb) return null;
  const rest = line.slice(colon + 1).trimStart();
  const end = endOfPath(rest);
  if (end === null) return null;
  const tail = rest.slice(end + 1);
  if (tail !== '' && !/^\s/.test(tail)) return null;
  const parameters: { keyword: string; value: string | null }[] = [];
  for (const word of tail.split(/\s+/).filter((part) => part !== '')) {
    const match = PARAMETER.exec(word);
    if (match === null) return null;
    parameters.push({ keyword: (match[1] ?? '').toUpperCase(), value: match[2] ?? null });
  }
  return { path: rest.slice(1, end).replace(SOURCE_ROUTE, ''), parameters };
}

/** Where the closing angle bracket stands that is not within a quoted string. */
function endOfPath(text: string): number | null {
  if (!text.startsWith('<')) return null;
  let quoted = false;
  for (let at = 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quoted && character === '\\') at += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '>') return at;
    else if (!quoted && character === '<') return null;
  }
  return null;
}
