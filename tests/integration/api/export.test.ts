import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { messageCountSchema } from '@/lib/api/contracts/messages';
import { exportMessagesRoute } from '@/lib/api/routes/mail';
import { consoleContext } from '@/lib/console/context';
import { storeTransactions } from '@/lib/queue/store-transactions';
import { newTransaction } from '../queue/new-transaction';
import { codeOf, startConsoleUnderTest, TOKEN, wrongValues } from './console-under-test';

// GET /messages/export and /messages/count

const app = await startConsoleUnderTest();
afterAll(() => app.stop());

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 9, minute));

beforeAll(async () => {
  const { queuePool } = consoleContext();
  await storeTransactions(queuePool, [
    newTransaction({ id: 'TWO', receivedAt: at(2), sender: 'ann@mydomain.tld', subject: '=cmd|" /C calc"!A0' }, ['a@x.tld', 'b@x.tld']),
    newTransaction(
      { id: 'NONE', receivedAt: at(1), accepted: false, reply: '550 5.7.1 No, "never"', subject: 'one\r\ntwo', tlsVersion: null },
      [],
    ),
    ...Array.from({ length: 1100 }, (_, n) => newTransaction({ id: `BULK${n}`, receivedAt: at(0), sender: `s${n}@bulk.example` })),
  ]);
  const { id } = await app.db.mailRecipient.findFirstOrThrow({ where: { address: 'a@x.tld' } });
  await app.db.deliveryAttempt.create({
    data: {
      ...{
        recipientId: id,
        workerId: randomUUID(),
        startedAt: at(3),
        finishedAt: at(4),
        revision: 1,
        outcome: 'delivered',
        detail: '250 Ok',
      },
      ...{ nextHop: 'mx.x.tld:25', address: '192.0.2.9', decidedBy: [] },
      demanded: { startsWith: 'starttls', check: { kind: 'trusted-and-host-name' }, profile: 'compatible' },
      achieved: { level: 'name-verified', version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', certificate: null },
    },
  });
});

async function download(query: string, headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` }): Promise<Response> {
  const request = new Request(`http://console.example/api/v1/messages/export?${query}`, { headers });
  return exportMessagesRoute.handle(request, { params: Promise.resolve({}) });
}

test('a line for each recipient, with the last attempt, and one for what had none', async () => {
  const answer = await download('until=2026-11-24T09:05:00Z&from=2026-11-24T09:01:00Z');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="siegel-messages-\d{4}-\d\d-\d\dT\d{4}Z\.csv"$/);
  const [head = '', a = '', b = '', ...none] = (await answer.text()).split('\r\n');
  expect(head).toBe(
    'queue_id,received_at,listener,client_ip,ehlo_name,tls_version_in,tls_cipher_in,authenticated_user,sender,recipient,accepted,stage,state,reply,rule,' +
      'size,subject,message_id,attempts,finished_at,next_hop,next_hop_address,tls_demanded,tls_achieved,tls_version_out,last_error',
  );
  expect(a).toMatch(
    /^TWO,2026-11-24T09:02:00\.000Z,smtp,192\.0\.2\.1,client\.example,TLSv1\.3,TLS_AES_256_GCM_SHA384,,ann@mydomain\.tld,a@x\.tld,true,data,pending,/,
  );
  expect(a).toMatch(/,mx\.x\.tld:25,192\.0\.2\.9,name-verified,name-verified,TLSv1\.3,$/);
  expect(b).toMatch(/,b@x\.tld,.*,,,,,,$/);
  expect(none.join('\r\n')).toMatch(/^NONE,.*,"550 5\.7\.1 No, ""never""",.*"one\r\ntwo",.*\r\n$/s);
});

test('nothing that a spreadsheet would take for a formula', async () => {
  expect(await (await download('query=TWO')).text()).toContain(`"'=cmd|"" /C calc""!A0"`);
});

test('all of it, however many pages that takes, and as the filter says', async () => {
  const lines = (await (await download('query=bulk.example')).text()).trim().split('\r\n');
  expect(new Set(lines).size).toBe(1101);
  const refused = (await (await download('outcome=refused')).text()).trim().split('\r\n');
  expect(refused).toHaveLength(3);
});

test('is for who may read mail, and is written down', async () => {
  expect((await download('', {})).status).toBe(401);
  const answer = await download('query=two%20words');
  expect(wrongValues({ status: answer.status, headers: answer.headers, body: await answer.json() })).toEqual(['query: search.invalid']);
  const event = await app.db.auditEvent.findFirst({ where: { action: 'messages.exported' }, orderBy: { id: 'desc' } });
  expect(event?.detail).toEqual({ outcome: 'refused' });
});

test('how many there are is told before', async () => {
  const count = async (query: string) => messageCountSchema.parse((await app.api('GET', `/messages/count?${query}`)).body);
  expect(await count('query=bulk.example')).toEqual({ count: 1100, more: false });
  expect(codeOf(await app.api('GET', '/messages/count?last=year'))).toBe('invalid');
});
