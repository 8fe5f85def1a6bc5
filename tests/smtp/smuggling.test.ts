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

/** How the bytes arrive: in one piece, or cut right behind each octet of the sequence. */
const CUTS = { whole: (text: string) => [text], 'octet by octet': (text: string) => [...text] };

describe.each(Object.entries(CUTS))('sent %s', (how, cut) => {
  it.each(SEQUENCES.map((sequence, index) => [JSON.stringify(sequence), sequence, index] as const))(
    '%s ends no message',
    async (_shown, sequence, index) => {
      const victim = `victim-${how.length}-${index}@local.example`;
      const smuggled = `smuggled-${victim}`;
      const client = await SmtpClient.connect({ port: gateway.ports.smtp });
      await client.open();
      await client.expect('MAIL FROM:<a@sender.example>', 250);
      await client.expect(`RCPT TO:<${victim}>`, 250);
      await client.expect('DATA', 354);
      client.sendRaw('Subject: one\r\n\r\nx');
      for (const piece of cut(sequence)) client.sendRaw(Buffer.from(piece, 'utf8'));
      client.sendRaw(`MAIL FROM:<admin@local.example>\r\nRCPT TO:<${smuggled}>\r\nDATA\r\nSubject: two\r\n\r\ny\r\n.\r\n`);
      // One answer for one message, and nothing behind it.
      const reply = await client.reply();
      expect([250, 550]).toContain(reply.code);
      expect((await client.command('NOOP')).code).toBe(250);
      expect(await gateway.recipientState(smuggled)).toBeNull();
      client.destroy();
    },
  );
});
