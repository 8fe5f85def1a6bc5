/** A line of a golden file with the lines that are indented below it. */
export interface Block {
  readonly text: string;
  readonly line: number;
  readonly below: readonly Block[];
}

/** Reads lines by their indentation. Empty lines and lines that begin with `#` mean nothing. */
export function readBlocks(text: string): readonly Block[] {
  const top: Block[] = [];
  const open: { readonly indent: number; readonly below: Block[] }[] = [{ indent: -1, below: top }];
  for (const [index, raw] of text.split('\n').entries()) {
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const indent = raw.length - raw.trimStart().length;
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const below: Block[] = [];
    open.at(-1)?.below.push({ text: trimmed, line: index + 1, below });
    open.push({ indent, below });
  }
  return top;
}

/** What stands behind the keyword, or null if the line begins otherwise. */
export function after(keyword: string, { text }: Block): string | null {
  if (text === keyword) return '';
  return text.startsWith(`${keyword} `) ? text.slice(keyword.length + 1) : null;
}

/** The lines as they are written, two spaces for each level. */
export function writeBlocks(blocks: readonly Block[], indent = ''): string[] {
  return blocks.flatMap(({ text, below }) => [indent + text, ...writeBlocks(below, `${indent}  `)]);
}

export function fail({ text, line }: Block, reason: string): never {
  throw new Error(`line ${line}, "${text}": ${reason}`);
}
