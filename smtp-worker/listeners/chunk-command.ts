/** BDAT (RFC 3030 2). */
export interface ChunkCommand {
  /** That follow the command line. */
  readonly octets: number;
  readonly isLast: boolean;
  /** Something else than LAST stands behind the size. */
  readonly isMalformed: boolean;
}

/** Null: it does not say how many octets follow, or so many that they cannot be counted. */
export function parseChunkCommand(argument: string): ChunkCommand | null {
  const [, size, marker = ''] = /^(\d{1,16})(?: +(.*))?$/.exec(argument) ?? [];
  const octets = Number(size ?? Number.NaN);
  if (!Number.isSafeInteger(octets)) return null;
  const isLast = marker.toUpperCase() === 'LAST';
  return { octets, isLast, isMalformed: marker !== '' && !isLast };
}

/** Whether a line that is no command was meant to be this one: then nobody knows what follows. */
export function looksLikeChunkCommand(line: string): boolean {
  return /^\s*BDAT(?![a-z0-9])/i.test(line);
}
