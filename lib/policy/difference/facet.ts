import { align, type Sign } from './align';

/** A sentence shows at most so many entries of a list (words.ts). */
const SHOWN_ENTRIES = 4;

/** One aspect of an item in words, as "Mode: Enforce" or "Conditions: ..., ...". */
export interface Facet {
  readonly label: string;
  readonly lines: readonly FacetLine[];
}

export interface FacetLine {
  readonly text: string;
  /** What it stands for, where the text may be the same for different values: long lists are cut in sentences. */
  readonly key: string;
  /** The entries of its lists. */
  readonly entries: readonly string[];
}

/** A line of a difference. `detail`: an entry of the list in the line above it. */
interface DifferenceLine {
  readonly sign: Sign;
  readonly text: string;
  readonly detail: boolean;
}

export interface FacetDifference {
  readonly label: string;
  readonly lines: readonly DifferenceLine[];
}

/** A facet with a line for each text. */
export function facet(label: string, ...texts: readonly string[]): Facet {
  return { label, lines: texts.map((text) => ({ text, key: text, entries: [] })) };
}

/** The facets that differ, each with all its lines; a facet is the same as another if it has the same label. */
export function facetDifferences(before: readonly Facet[], after: readonly Facet[]): FacetDifference[] {
  return align(before, after, ({ label }) => label)
    .map(({ item: { label } }) => ({ label, lines: lineDifferences(linesOf(before, label), linesOf(after, label)) }))
    .filter(({ lines }) => lines.some(({ sign }) => sign !== 'same'));
}

function linesOf(facets: readonly Facet[], label: string): readonly FacetLine[] {
  return facets.find((each) => each.label === label)?.lines ?? [];
}

function lineDifferences(before: readonly FacetLine[], after: readonly FacetLine[]): DifferenceLine[] {
  const aligned = align(before, after, ({ key }) => key);
  return aligned.flatMap(({ sign, item }, i): DifferenceLine[] => {
    const line = { sign, text: item.text, detail: false };
    const replaced = aligned[i - 1];
    if (sign !== 'added' || replaced?.sign !== 'removed') return [line];
    return [line, ...entryDifferences(replaced.item.entries, item.entries)];
  });
}

/** Of two long lists, of which the sentences show only the beginning: what was taken out and what was put in. */
function entryDifferences(before: readonly string[], after: readonly string[]): DifferenceLine[] {
  if (Math.max(before.length, after.length) <= SHOWN_ENTRIES) return [];
  const [earlier, later] = [new Set(before), new Set(after)];
  const line = (sign: Sign) => (text: string) => ({ sign, text, detail: true });
  return [
    ...before.filter((entry) => !later.has(entry)).map(line('removed')),
    ...after.filter((entry) => !earlier.has(entry)).map(line('added')),
  ];
}
