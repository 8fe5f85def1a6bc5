/** A line should have at most 78 characters without its CRLF, and must have at most 998 (RFC 5322 2.1.1). */
const WANTED_LINE = 78;
const LONGEST_LINE = 998;
/** An encoded word has at most 75 characters (RFC 2047 2): so many octets fit into one in base64. */
const WORD_OCTETS = 45;

/** The name of a header field: printable ASCII without a colon (RFC 5322 2.2), as short as every server takes it. */
export const HEADER_NAME = /^[!-9;-~]{1,76}$/;

/**
 * A header field with its folds and final CRLF. Words that are not printable ASCII, too long for a line, or could be taken for one, are
 * written as encoded words (RFC 2047); an address beside them stays as it is. White space is written as single spaces.
 * @param name valid by HEADER_NAME
 */
export function formatHeaderField(name: string, value: string): string {
  let line = `${name}:`;
  const lines: string[] = [];
  for (const word of encoded(value.split(/\s+/u).filter((part) => part !== ''))) {
    // The name alone on a line would be followed by white space only (RFC 5322 3.2.2 wants none such).
    const isFirst = lines.length === 0 && line.length === name.length + 1;
    if (!isFirst && line.length + 1 + word.length > WANTED_LINE) {
      lines.push(line);
      line = ` ${word}`;
    } else {
      line += ` ${word}`;
    }
  }
  return `${[...lines, line].join('\r\n')}\r\n`;
}

/** Neighbours that have to be encoded become one text, since the white space between two encoded words is not shown (RFC 2047 6.2). */
function encoded(words: readonly string[]): string[] {
  const written: string[] = [];
  let run: string[] = [];
  const endRun = () => {
    if (run.length > 0) written.push(...encodedWords(run.join(' ')));
    run = [];
  };
  for (const word of words) {
    if (mustBeEncoded(word)) {
      run.push(word);
    } else {
      endRun();
      written.push(word);
    }
  }
  endRun();
  return written;
}

function mustBeEncoded(word: string): boolean {
  return !/^[\x21-\x7e]*$/.test(word) || word.includes('=?') || word.includes('?=') || word.length > LONGEST_LINE - WANTED_LINE;
}

function encodedWords(text: string): string[] {
  const encoder = new TextEncoder();
  const words: string[] = [];
  let octets: number[] = [];
  const endWord = () => {
    words.push(`=?UTF-8?B?${btoa(String.fromCharCode(...octets))}?=`);
    octets = [];
  };
  // No character is cut in two (RFC 2047 5).
  for (const character of text) {
    const next = encoder.encode(character);
    if (octets.length + next.length > WORD_OCTETS) endWord();
    octets.push(...next);
  }
  endWord();
  return words;
}
