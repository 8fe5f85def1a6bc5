import fs from 'node:fs/promises';
import os from 'node:os';
import type { DecisionTimes } from './decisions';
import type { Measured } from './throughput';

export interface Comparison {
  readonly title: string;
  readonly siegel: Measured;
  readonly postfix: Measured;
}

/** The figures as Markdown, with what they were measured on. */
export function formatReport({ comparisons, decisions, versions }: ReportInput): string {
  return [
    `Measured ${new Date().toISOString().slice(0, 10)} on ${os.cpus().length} cores (${os.cpus()[0]?.model.trim() ?? 'unknown'}), ${versions}.`,
    '',
    '| Case | Siegel msg/s | Postfix msg/s | Siegel / Postfix | Siegel CPU ms/msg | Postfix CPU ms/msg |',
    '|---|--:|--:|--:|--:|--:|',
    ...comparisons.map(comparisonRow),
    '',
    '| One-domain rules | Compile, ms | Decision that matches the last rule, µs | Decision that matches none, µs |',
    '|--:|--:|--:|--:|',
    ...decisions.map(decisionRow),
    '',
  ].join('\n');
}

export interface ReportInput {
  readonly comparisons: readonly Comparison[];
  readonly decisions: readonly DecisionTimes[];
  readonly versions: string;
}

function comparisonRow({ title, siegel, postfix }: Comparison): string {
  const ratio = siegel.messagesPerSecond / postfix.messagesPerSecond;
  const cells = [
    title,
    siegel.messagesPerSecond.toFixed(0),
    postfix.messagesPerSecond.toFixed(0),
    ratio.toFixed(2),
    siegel.cpuMsPerMessage.toFixed(2),
    postfix.cpuMsPerMessage.toFixed(2),
  ];
  return `| ${cells.join(' | ')} |`;
}

function decisionRow({ rules, compileMs, matchMicroseconds, missMicroseconds }: DecisionTimes): string {
  const cells = [rules.toLocaleString('en'), compileMs.toFixed(1), matchMicroseconds.toFixed(2), missMicroseconds.toFixed(2)];
  return `| ${cells.join(' | ')} |`;
}

const BEGIN = '<!-- figures: begin (npm run bench -- --write) -->';
const END = '<!-- figures: end -->';

/** Replaces what stands between the markers. @throws if the markers are not there */
export async function writeBetweenMarkers(file: string, text: string): Promise<void> {
  const document = await fs.readFile(file, 'utf8');
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin === -1 || end < begin) throw new Error(`${file} lacks the markers ${BEGIN} and ${END}`);
  await fs.writeFile(file, `${document.slice(0, begin + BEGIN.length)}\n\n${text}\n${document.slice(end)}`);
}
