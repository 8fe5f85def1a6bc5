import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../support/gateway';
import { SmtpClient } from '../support/smtp-client';

// What has been published since December 2023 as an end of a message that one server sees and the next does not (CVE-2023-51764, -51765,
// -51766, CVE-2024-27305 and the lists of SEC Consult), besides what dialogues in tests/smtp/message show. None ends a message here, however it
// is cut into packets: what follows is never taken as commands.

const SEQUENCES: readonly string[] = [
  '\n.\n',
  '\n.\r',
  '\n.\r\n',
  '\r.\n',
  '\r.\r',
  '\r.\r\n',
  '\r\n.\n',
  '\r\n.\r',
  '\r\r\n.\r\r\n',
  '\r\n.\r\r\n',
  '\n\r\n.\r\r\n',
  '\r\n\0.\r\n',
  '\r\n.\0\r\n',
  '\r\n\0.\0\r\n',
  '\r\0\n.\r\0\n',
  '\r\n. \r\n',
  '\r\n.\t\r\n',
  '\r\n..\r\n',
  '\r\n\v.\r\n',
  '\r\n\x85.\x85\r\n',
  '\u2028.\u2028',
];

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway({
    localDomains: [
      {
        domain: 'local.example',
        deliverTo: { hosts: [{ host: 'mail.local.example', port: 25 }], encryption: 'plaintext', certificateCheck: null },
      },
    ],
    acceptance: { maxErrorsPerSession: 100 },
  });
});

afterAll(() => gateway?.stop());

/** Commands behind what is to end a message. */
const smuggledCommands = (recipient: string): string =>
  `MAIL FROM:<admin@local.example>\r\nRCPT TO:<${recipient}>\r\nDATA\r\nSubject: two\r\n\r\ny\r\n.\r\n`;

async function openTransaction(recipient: string): Promise<SmtpClient> {
  const client = await SmtpClient.connect({ port: gateway.ports.smtp });
  await client.open();
  await client.expect('MAIL FROM:<a@sender.example>', 250);
  await client.expect(`RCPT TO:<${recipient}>`, 250);
  return client;
}

/** How the bytes arrive: in one piece, or cut right behind each octet of the sequence. */
const CUTS = { whole: (text: string) => [text], 'octet by octet': (text: string) => [...text] };

describe.each(Object.entries(CUTS))('sent %s', (how, cut) => {
  it.each(SEQUENCES.map((sequence, index) => [JSON.stringify(sequence), sequence, index] as const))(
    '%s ends no message',
    async (_shown, sequence, index) => {
      const victim = `victim-${how.length}-${index}@local.example`;
      const smuggled = `smuggled-${victim}`;
      const client = await openTransaction(victim);
      await client.expect('DATA', 354);
      client.sendRaw('Subject: one\r\n\r\nx');
      for (const piece of cut(sequence)) client.sendRaw(Buffer.from(piece, 'utf8'));
      client.sendRaw(smuggledCommands(smuggled));
      // One answer for one message, and nothing behind it.
      const reply = await client.reply();
      expect([250, 550]).toContain(reply.code);
      expect((await client.command('NOOP')).code).toBe(250);
      expect(await gateway.recipientState(smuggled)).toBeNull();
      client.destroy();
    },
  );
});

// BDAT: only the announced number of octets ends a chunk (RFC 3030), whatever stands in it, and whatever its answer.
describe.each(Object.entries(CUTS))('in chunks, sent %s', (how, cut) => {
  const ENDS = ['\r\n.\r\n', '.\r\n', 'BDAT 0 LAST\r\n', 'RSET\r\n', 'x\r\nBDAT 0 LAST\r\n', ...SEQUENCES];

  it.each(ENDS.map((sequence, index) => [JSON.stringify(sequence), sequence, index] as const))(
    '%s ends no chunk, in a message and in a chunk that is refused',
    async (_shown, sequence, index) => {
      const victim = `chunk-${how.length}-${index}@local.example`;
      const smuggled = `smuggled-${victim}`;
      const client = await openTransaction(victim);
      const content = `Subject: one\r\n\r\nx${sequence}${smuggledCommands(smuggled)}`;
      const sendChunk = (parameters: string): void => {
        for (const piece of cut(`BDAT ${Buffer.byteLength(content)}${parameters}\r\n`)) client.sendRaw(piece);
        for (const piece of cut(content)) client.sendRaw(Buffer.from(piece, 'utf8'));
      };
      sendChunk(' LAST');
      expect([250, 550]).toContain((await client.reply()).code);
      // Outside a transaction, and with a parameter that is none.
      sendChunk('');
      expect((await client.reply()).code).toBe(503);
      sendChunk(' FIRST');
      expect((await client.reply()).code).toBe(501);
      expect((await client.command('NOOP')).code).toBe(250);
      expect(await gateway.recipientState(smuggled)).toBeNull();
      client.destroy();
    },
  );
});

// A size that one server reads as less than the next, or not at all, would turn the rest of the message into commands.
it.each([
  '',
  ' LAST',
  ' -10',
  ' +10',
  ' 0x10',
  ' 1e2',
  ' 10.0',
  ' 10,5',
  ' 9007199254740993',
  ` ${'9'.repeat(400)}`,
  ' ٣',
  ' 10\0',
  '\t10',
])('BDAT%j says no size: what follows is not read', async (size) => {
  const smuggled = `smuggled-behind-${Buffer.from(size).toString('hex').slice(0, 40)}@local.example`;
  const client = await openTransaction(`victim-${smuggled}`);
  client.sendRaw(`BDAT${size}\r\n${smuggledCommands(smuggled)}`);
  const replies: string[] = [];
  for (let line = await client.line(); line !== null; line = await client.line()) replies.push(line);
  expect(replies).toEqual([expect.stringMatching(/^421 4\.5\.4 /)]);
  expect(await gateway.recipientState(smuggled)).toBeNull();
  client.destroy();
});
