import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../support/command';
import { type Gateway, startGateway } from '../../support/gateway';
import { type Postfix, startPostfix } from '../../support/postfix';
import { waitFor } from '../../support/wait-for';

// Greylisting against clients that nobody here has written.

let gateway: Gateway;
let postfix: Postfix;
beforeAll(async () => {
  gateway = await startGateway({
    rules: [{ name: 'strangers', conditions: [], actions: [['smtp.greylist', { delay: 300 }]] }],
    localDomains: [
      {
        domain: 'local.example',
        deliverTo: { hosts: [{ host: '127.0.0.1', port: 1 }], encryption: 'opportunistic', certificateCheck: null },
      },
    ],
  });
  postfix = await startPostfix({
    hostname: 'out.sender.tld',
    settings: { relayhost: `[127.0.0.1]:${gateway.ports.smtp}`, smtp_tls_security_level: 'may' },
  });
});
afterAll(async () => {
  await postfix?.stop();
  await gateway?.stop();
});

it('Postfix comes back after the delay, and its mail is accepted', async () => {
  const recipient = 'postfix@local.example';
  const told = async (pattern: RegExp) =>
    waitFor(`Postfix to log ${pattern}`, async () => (await postfix.log()).split('\n').find((line) => pattern.test(line)));
  await postfix.sendmail('a@sender.tld', [recipient], 'From: a@sender.tld\nSubject: second attempt\n\nHello\n');
  expect(await told(/to=<postfix@local\.example>.*status=deferred/)).toMatch(
    /450 4\.7\.1 Greylisted, please try again in 5 minutes .*in reply to RCPT TO/,
  );
  await gateway.waitForState(recipient, 'refused');
  await gateway.rememberLonger(301);
  await postfix.flush();
  expect(await told(/to=<postfix@local\.example>.*status=sent/)).toMatch(/250 2\.0\.0 /);
  expect((await gateway.storedMessage(recipient))?.toString()).toContain('Subject: second attempt');
});

it('swaks is told to try again', async () => {
  const { output } = await runCommand('swaks', [
    ...['--server', '127.0.0.1', '--port', String(gateway.ports.smtp), '--helo', 'client.example'],
    ...['--from', 'b@sender.tld', '--to', 'swaks@local.example', '--quit-after', 'RCPT'],
  ]);
  expect(output).toMatch(/<\*\* 450 4\.7\.1 Greylisted, please try again in 5 minutes/);
});
