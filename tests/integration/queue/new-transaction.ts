import { randomBytes, randomUUID } from 'node:crypto';
import { newQueueId } from '@/lib/queue/queue-id';
import type { NewRecipient, NewTransaction } from '@/lib/queue/transaction';

/** An accepted transaction as the intake makes one, due now, but for what the test says otherwise. */
export function newTransaction(
  given: Partial<NewTransaction> = {},
  addresses: readonly string[] = ['bob@partner.example'],
  recipient: Partial<NewRecipient> = {},
): NewTransaction {
  const sender = given.sender ?? 'alice@local.example';
  const body = given.body === undefined ? Buffer.from('Subject: test\r\n\r\nbody\r\n') : given.body;
  return {
    id: newQueueId(Date.now(), randomBytes(5)),
    receivedAt: new Date(),
    workerId: randomUUID(),
    listener: 'smtp',
    clientIp: '192.0.2.1',
    clientPort: 12_345,
    ehloName: 'client.example',
    tlsVersion: 'TLSv1.3',
    tlsCipher: 'TLS_AES_256_GCM_SHA384',
    authenticatedUser: null,
    sender,
    accepted: true,
    stage: 'data',
    reply: '250 2.0.0 Ok',
    revision: 1,
    facts: {
      'connection.encrypted': true,
      'connection.remoteIp': '192.0.2.1',
      'session.authenticatedUser': null,
      'envelope.sender': sender === '' ? null : sender,
      'envelope.senderDomain': sender === '' ? null : sender.slice(sender.indexOf('@') + 1),
      'message.size': body?.length ?? 0,
    },
    decision: null,
    size: body?.length ?? 0,
    bodyType: '7bit',
    smtpUtf8: false,
    dsnRet: null,
    dsnEnvid: null,
    messageIdHeader: '<original@local.example>',
    subject: 'test',
    reportsOn: null,
    recipients: addresses.map((address) => newRecipient(address, recipient)),
    ...given,
    body,
  };
}

function newRecipient(address: string, given: Partial<NewRecipient>): NewRecipient {
  const now = Date.now();
  return {
    address,
    domain: address.slice(address.indexOf('@') + 1),
    relayed: true,
    state: 'pending',
    reply: '250 2.1.5 Ok',
    decision: { revision: 1, stage: 'data', settings: {}, trace: [] },
    decidedByRule: null,
    dsnNotify: null,
    dsnOrcpt: null,
    headerEdits: [],
    firstSeen: null,
    origin: null,
    nextAttemptAt: new Date(now),
    expiresAt: new Date(now + 3_600_000),
    ...given,
  };
}
