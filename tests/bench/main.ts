import { parseArgs } from 'node:util';
import { createCertificateAuthority } from '../support/certificate-authority';
import { runCommand } from '../support/command';
import { measureBigMessages } from './big-messages';
import { KEPT_SENDER, RECIPIENT, RELAYED_SENDER, SINK_HOST, startPostfixContender, startSiegel } from './contenders';
import { measureDecisions } from './decisions';
import { fuzzForMinutes } from './fuzz';
import { type Load, startLoadGenerator } from './load';
import { measureQueue } from './queue';
import { measureReplays } from './replay';
import {
  bigMessagesTable,
  type Comparison,
  comparisonTable,
  decisionTable,
  fuzzTable,
  measuredOn,
  queueTables,
  replayTable,
  ruleListTable,
  soakTable,
  writeBetweenMarkers,
} from './report';
import { measureRuleList } from './rule-list';
import { startSink } from './sink';
import { soak } from './soak';
import { type Case, compare, type Path } from './throughput';

const { values: options } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    /** One part alone. */
    part: { type: 'string' },
    /** Of the parts that last as long as they are told. */
    minutes: { type: 'string' },
  },
});

const KIB = 1024;

function testCase(path: Path, title: string, load: Pick<Load, 'messages' | 'connections' | 'perConnection' | 'size'>): Case {
  return { path, title, load: { ...load, perSecond: null, from: path === 'accept' ? KEPT_SENDER : RELAYED_SENDER, to: RECIPIENT } };
}

const SMALL = { size: 4 * KIB, connections: 50 };
const LARGE = { size: 100 * KIB, connections: 10, perConnection: 10 };

const CASES: readonly Case[] = [
  testCase('relay', 'End to end, 4 KiB, 50 connections, 10 messages each', { ...SMALL, messages: 2000, perConnection: 10 }),
  testCase('relay', 'End to end, 4 KiB, 50 connections, one message each', { ...SMALL, messages: 1500, perConnection: 1 }),
  testCase('relay', 'End to end, 100 KiB, 10 connections, 10 messages each', { ...LARGE, messages: 600 }),
  testCase('accept', 'Accept, 4 KiB, 50 connections, 10 messages each', { ...SMALL, messages: 3000, perConnection: 10 }),
  testCase('accept', 'Accept, 4 KiB, 50 connections, one message each', { ...SMALL, messages: 2000, perConnection: 1 }),
  testCase('accept', 'Accept, 100 KiB, 10 connections, 10 messages each', { ...LARGE, messages: 600 }),
];

/** Much less than any of them can take, so that the time of a single message shows. */
const PACED: Case = {
  path: 'relay',
  title: '40 messages a second, 4 KiB, one per connection',
  load: { messages: 400, connections: 0, perConnection: 1, size: 4 * KIB, perSecond: 40, from: RELAYED_SENDER, to: RECIPIENT },
};

async function compareServers(): Promise<Comparison[]> {
  const authority = await createCertificateAuthority();
  const sink = await startSink(await authority.issue([SINK_HOST]));
  const generator = startLoadGenerator();
  const siegel = await startSiegel(authority, sink.port);
  const postfix = await startPostfixContender(authority, sink.port);
  try {
    const comparisons: Comparison[] = [];
    for (const test of [...CASES, PACED]) {
      const results = await compare([siegel, postfix], { generator, sink }, test, Number(options.rounds));
      const own = results.get('Siegel');
      const other = results.get('Postfix');
      if (own === undefined || other === undefined) throw new Error(`no result for ${test.title}`);
      console.error(`${test.title}: ${own.messagesPerSecond.toFixed(0)} against ${other.messagesPerSecond.toFixed(0)} messages/s`);
      comparisons.push({ title: test.title, siegel: own, postfix: other });
    }
    return comparisons;
  } finally {
    await Promise.all([siegel.stop(), postfix.stop()]);
    sink.stop();
    generator.stop();
  }
}

async function postfixVersion(): Promise<string> {
  return `Postfix ${(await runCommand('postconf', ['-h', 'mail_version'])).output.trim()}`;
}

/** @param usual where the command line says nothing */
function minutesOr(usual: number): number {
  return Number(options.minutes ?? usual);
}

/** What is measured, by the name of its part: the figures as Markdown. */
const PARTS: Record<string, () => Promise<string>> = {
  mail: async () => {
    const comparisons = await compareServers();
    return `${measuredOn(await postfixVersion())}\n\n${comparisonTable(comparisons)}`;
  },
  memory: async () => `${measuredOn()}\n\n${bigMessagesTable([await measureBigMessages({ messages: 50, octets: 50_000_000 })])}`,
  decisions: async () => `${measuredOn(await postfixVersion())}\n\n${decisionTable(await measureDecisions())}`,
  console: async () => `${measuredOn()}\n\n${ruleListTable([await measureRuleList(50), await measureRuleList(10_000)])}`,
  queue: async () => `${measuredOn()}\n\n${queueTables(await measureQueue(1000), await measureQueue(1_000_000))}`,
  replay: async () => `${measuredOn()}\n\n${replayTable(await measureReplays(1_000_000))}`,
  soak: async () => `${measuredOn()}\n\n${soakTable(await soak(minutesOr(30)))}`,
  fuzz: async () => `${measuredOn()}\n\n${fuzzTable(await fuzzForMinutes(minutesOr(10)))}`,
};

const { part } = options;
if (part !== undefined && !(part in PARTS)) throw new Error(`--part is one of: ${Object.keys(PARTS).join(', ')}`);
for (const [name, measure] of Object.entries(PARTS)) {
  if (part !== undefined && part !== name) continue;
  const figures = await measure();
  console.log(figures);
  if (options.write) await writeBetweenMarkers('docs/performance.md', name, figures);
}
