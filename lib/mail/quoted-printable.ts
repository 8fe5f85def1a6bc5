/** RFC 2045 6.7: at most 76 characters a line, the soft line break's `=` included. */
const LINE = 76;

/** Text with LF line ends as quoted-printable UTF-8 with CRLF line ends. */
export function quotedPrintable(text: string): string {
  return text.split('\n').map(encodedLine).join('\r\n');
}

function encodedLine(line: string): string {
  const parts = [...line].map((character, i, all) => (isLiteral(character, i === all.length - 1) ? character : escaped(character)));
  const lines: string[] = [];
  let current = '';
  for (const part of parts) {
    if (current.length + part.length >= LINE) {
      lines.push(`${current}=`);
      current = '';
    }
    current += part;
  }
  return [...lines, current].join('\r\n');
}

/** A space at the end of a line would be lost on the way. */
function isLiteral(character: string, last: boolean): boolean {
  return character === ' ' || character === '\t' ? !last : /^[!-<>-~]$/.test(character);
}

function escaped(character: string): string {
  return [...new TextEncoder().encode(character)].map((octet) => `=${octet.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
