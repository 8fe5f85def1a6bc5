import { expect, it } from 'vitest';
import { badParameter, queuedReply, REPLIES, unknownParameter } from '@/lib/mail/replies';
import { formatReply } from '@/lib/mail/reply';

const ALL = { ...REPLIES, queued: queuedReply('01ABC'), unknown: unknownParameter('X'), bad: badParameter('X') };

it.each(Object.entries(ALL))('%s: class, length and characters', (_, reply) => {
  expect(reply.enhanced).toMatch(/^[245]\.\d{1,3}\.\d{1,3}$/);
  expect(reply.enhanced.charAt(0)).toBe(String(reply.code).charAt(0));
  expect(formatReply(reply)).toMatch(/^[\x20-\x7e]{1,510}$/);
});
