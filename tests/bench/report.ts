import fs from 'node:fs/promises';
import os from 'node:os';
import type { BigMessages } from './big-messages';
import type { DecisionTimes } from './decisions';
import type { Fuzzed } from './fuzz';
import type { ClaimTimes, QueueTimes } from './queue';
import type { ReplayTime } from './replay';
import type { RuleListTimes } from './rule-list';
import type { Soaked } from './soak';
import type { Measured } from './throughput';

export interface Comparison {
  readonly title: string;
  readonly siegel: Measured;
  readonly postfix: Measured;
}

/** On what and with what was measured. */
export function measuredOn(...versions: readonly string[]): string {
  const cores = `${os.cpus().length} cores (${os.cpus()[0]?.model.trim() ?? 'unknown'})`;
  return `Measured ${new Date().toISOString().slice(0, 10)} on ${[cores, `Node.js ${process.versions.node}`, ...versions].join(', ')}.`;
}

export function comparisonTable(comparisons: readonly Comparison[]): string {
  return [
    '| Case | Siegel msg/s | Postfix msg/s | Siegel / Postfix | Siegel CPU ms/msg | Postfix CPU ms/msg | Worker memory, MiB |',
    '|---|--:|--:|--:|--:|--:|--:|',
    ...comparisons.map(comparisonRow),
    '',
    '| Case | Siegel accepts, ms (median / 99 %) | Postfix accepts, ms | Siegel end to end, ms (median) | Postfix end to end, ms |',
    '|---|--:|--:|--:|--:|',
    ...comparisons.map(latencyRow),
  ].join('\n');
}

export function decisionTable(decisions: readonly DecisionTimes[]): string {
  return [
    '| Rules | Kind | Compile, ms | Longest stall, ms | Decision that matches, µs | that matches none, µs | Postfix: sender listed, µs | not listed, µs |',
    '|--:|---|--:|--:|--:|--:|--:|--:|',
    ...decisions.map(decisionRow),
  ].join('\n');
}

export function replayTable(times: readonly ReplayTime[]): string {
  return [
    '| Draft | Recorded transactions | Of these changed | Seconds | Transactions/s | CPU seconds |',
    '|---|--:|--:|--:|--:|--:|',
    ...times.map(({ draft, transactions, changed, seconds, cpuSeconds }) =>
      row(
        draft,
        number(transactions),
        number(changed),
        seconds.toFixed(1),
        number(Math.round(transactions / seconds)),
        cpuSeconds.toFixed(1),
      ),
    ),
  ].join('\n');
}

export function queueTables(few: QueueTimes, many: QueueTimes): string {
  return [
    '| Recipients waiting | Claim of 200, ms (median / slowest) | Claimed recipients/s | The same without 60 domains, ms | Recipients/s | Memory of the claiming process, MiB |',
    '|--:|--:|--:|--:|--:|--:|',
    ...[few, many].map(({ recipients, claim, claimExcept }) =>
      row(number(recipients), times(claim), rate(claim), times(claimExcept), rate(claimExcept), claim.rssMiB?.toFixed(0) ?? ''),
    ),
    '',
    `| Request | ${number(few.recipients)} waiting, ms (median / slowest) | ${number(many.recipients)} waiting, ms |`,
    '|---|--:|--:|',
    ...few.queries.map((query, i) => row(query.title, times(query), many.queries[i] === undefined ? '' : times(many.queries[i]))),
  ].join('\n');
}

function times({ median, slowest }: { readonly median: number; readonly slowest: number }): string {
  return `${median.toFixed(1)} / ${slowest.toFixed(1)}`;
}

function rate({ perSecond }: ClaimTimes): string {
  return number(Math.round(perSecond));
}

export function ruleListTable(times: readonly RuleListTimes[]): string {
  return [
    '| Rules | First rows usable, ms | All there, ms | The same after a start, ms | Page, KiB | Rows, KiB | Search, ms | Longest frame, ms | Move to 1, ms |',
    '|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...times.map(({ rules, usable, complete, firstVisit, html, rows, search, longestFrame, move }) =>
      row(
        number(rules),
        ...[usable, complete].map((ms) => ms.toFixed(0)),
        `${firstVisit.usable.toFixed(0)} / ${firstVisit.complete.toFixed(0)}`,
        ...[html, rows, search, longestFrame, move].map((figure) => figure.toFixed(0)),
      ),
    ),
  ].join('\n');
}

export function soakTable(soaked: Soaked): string {
  const { memory } = soaked;
  const perSecond = `${soaked.perSecond.toFixed(0)} messages/s (70 % of ${soaked.mostPerSecond.toFixed(0)}) for ${soaked.minutes} minutes`;
  const rows: readonly (readonly [string, string])[] = [
    ['Load, end to end, 4 KiB, 10 messages per connection', perSecond],
    ['Restarts of the database, every other by kill -9', number(soaked.databaseRestarts)],
    ['Messages accepted', number(soaked.accepted)],
    ['Connections that were turned away or lost, and came again', number(soaked.retries)],
    ['**Lost messages**', number(soaked.lost)],
    ['Duplicates', number(soaked.duplicates)],
    ['Messages that a sender sent again, since it had not read its 250', number(soaked.sentAgain)],
    ['Messages that a next hop took without an answer', number(soaked.unanswered)],
    [
      'Worker memory, MiB: start, median, most, end',
      [memory.start, memory.median, memory.most, memory.end].map((one) => one.toFixed(0)).join(', '),
    ],
    ['Worker memory in the second half, MiB per hour', memory.perHour.toFixed(1)],
    ['Seconds until the queue was empty after the last message', soaked.drainSeconds.toFixed(0)],
    ['**Left in the queue**', number(soaked.leftInQueue)],
    ['**Stuck leases**', number(soaked.stuckLeases)],
  ];
  return ['| Soak | |', '|---|--:|', ...rows.map(([what, figure]) => row(what, figure))].join('\n');
}

export function fuzzTable({ minutes, seed, connections, up, answerMs, messageMs, before, after }: Fuzzed): string {
  const times = ({ median, p95, most }: Fuzzed['answerMs']): string => [median, p95, most].map((ms) => ms.toFixed(1)).join(', ');
  const rows: readonly (readonly [string, string])[] = [
    ['Time, minutes', number(minutes)],
    ['Connections that talked nonsense (20 at a time)', number(connections)],
    ['Seed', String(seed)],
    ['The worker stayed up', up ? 'yes' : '**no**'],
    ['Answers to a client that behaves, ms: median, 95 %, most', times(answerMs)],
    ['Its messages, from the last dot to the 250, ms: median, 95 %, most', times(messageMs)],
    ['Worker memory, MiB: before, after', `${before.residentMiB.toFixed(0)}, ${after.residentMiB.toFixed(0)}`],
    ['Open descriptors: before, after', `${before.descriptors}, ${after.descriptors}`],
  ];
  return ['| Fuzz | |', '|---|--:|', ...rows.map(([what, figure]) => row(what, figure))].join('\n');
}

/** What messages that do not fit into memory take. */
export function bigMessagesTable(runs: readonly BigMessages[]): string {
  return [
    '| Messages at once | Size of each, MB | All accepted after, s | All arrived after, s | Worker at rest, MiB | Worker at most, MiB |',
    '|--:|--:|--:|--:|--:|--:|',
    ...runs.map(({ messages, octets, accepted, arrived, restingMiB, peakMiB }) =>
      row(number(messages), (octets / 1e6).toFixed(0), ...[accepted, arrived, restingMiB, peakMiB].map((figure) => figure.toFixed(0))),
    ),
  ].join('\n');
}

function comparisonRow({ title, siegel, postfix }: Comparison): string {
  return row(
    title,
    siegel.messagesPerSecond.toFixed(0),
    postfix.messagesPerSecond.toFixed(0),
    (siegel.messagesPerSecond / postfix.messagesPerSecond).toFixed(2),
    siegel.cpuMsPerMessage.toFixed(2),
    postfix.cpuMsPerMessage.toFixed(2),
    siegel.rssMiB?.toFixed(0) ?? '',
  );
}

function latencyRow({ title, siegel, postfix }: Comparison): string {
  const accept = ({ acceptMs: { median, p99 } }: Measured) => `${median.toFixed(1)} / ${p99.toFixed(1)}`;
  const endToEnd = ({ endToEndMs }: Measured) => endToEndMs?.toFixed(1) ?? '';
  return row(title, accept(siegel), accept(postfix), endToEnd(siegel), endToEnd(postfix));
}

function decisionRow({ rules, kind, compileMs, stallMs, matchMicroseconds, missMicroseconds, postfix }: DecisionTimes): string {
  const times = [compileMs.toFixed(1), stallMs.toFixed(1), matchMicroseconds.toFixed(2), missMicroseconds.toFixed(2)];
  return row(number(rules), kind, ...times, postfix.match.toFixed(2), postfix.miss.toFixed(2));
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}

/** Replaces what stands between the markers of a part. @throws if the markers are not there */
export async function writeBetweenMarkers(file: string, part: string, text: string): Promise<void> {
  const [begin, end] = [`<!-- ${part} figures: begin (npm run bench -- --write) -->`, `<!-- ${part} figures: end -->`];
  const document = await fs.readFile(file, 'utf8');
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from === -1 || to < from) throw new Error(`${file} lacks the markers ${begin} and ${end}`);
  await fs.writeFile(file, `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`);
}
