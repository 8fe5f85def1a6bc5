const CR = 0x0d;
const LF = 0x0a;

/** The header section of a message: its lines with their CRLF, without the empty line after it. The whole, cut at its last line end, if there is none. */
export function headerSection(message: Uint8Array): Uint8Array {
  let end = 0;
  for (let at = message.indexOf(LF); at !== -1; at = message.indexOf(LF, at + 1)) {
    if (at - 1 === end && message[end] === CR) return message.subarray(0, end);
    end = at + 1;
  }
  return message.subarray(0, end);
}
