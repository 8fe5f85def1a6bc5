import { expect, it } from 'vitest';
import type { WebhookAnswer } from '@/smtp-worker/notify/post-webhook';
import { MOST_CALLS, type WebhookCall, WebhookCalls } from '@/smtp-worker/notify/webhook-calls';
import { waitFor } from '../../support/wait-for';

// When a webhook is called again, and when it is given up.

const CALL = { url: 'https://a.tld/', json: '{}' };
const TAKEN: WebhookAnswer = { kind: 'taken' };
const failed = (why: string, again = true): WebhookAnswer => ({ kind: 'failed', why, again });

/** @param answers one after the other; then it never answers */
function calls(answers: readonly WebhookAnswer[], delays: readonly number[] = [1, 1]) {
  const seen: string[] = [];
  const left = [...answers];
  const made = new WebhookCalls<WebhookCall>({
    post: () => {
      seen.push('call');
      const next = left.shift();
      return next === undefined ? new Promise<WebhookAnswer>(() => undefined) : Promise.resolve(next);
    },
    delays,
    onTaken: () => seen.push('taken'),
    onFailed: (_, why) => seen.push(`failed: ${why}`),
    onDropped: (_, why) => seen.push(`dropped: ${why}`),
  });
  return { made, seen };
}

it.each<[string, WebhookAnswer[], string[]]>([
  ['taken at once', [TAKEN], ['call', 'taken']],
  ['taken later', [failed('500'), TAKEN], ['call', 'failed: 500', 'call', 'taken']],
  [
    'given up after the last delay',
    [failed('a'), failed('b'), failed('c')],
    ['call', 'failed: a', 'call', 'failed: b', 'call', 'dropped: c'],
  ],
  ['given up at once where it can never be taken', [failed('404', false)], ['call', 'dropped: 404']],
])('is %s', async (_, answers, expected) => {
  const { made, seen } = calls(answers);
  made.add(CALL);
  await waitFor('the end', () => seen.length === expected.length);
  expect(seen).toEqual(expected);
});

it('is not tried again when the worker stops, but what is under way may finish', async () => {
  const { made, seen } = calls([failed('500'), TAKEN], [3_600_000]);
  made.add(CALL);
  await waitFor('the first attempt', () => seen.length === 2);
  made.add(CALL);
  await made.stop();
  expect(seen.sort()).toEqual(['call', 'call', 'dropped: the worker stops; 500', 'failed: 500', 'taken']);
});

it('is dropped when too many are under way', () => {
  const { made, seen } = calls([]);
  for (let i = 0; i <= MOST_CALLS; i += 1) made.add(CALL);
  expect(seen.filter((one) => one !== 'call')).toEqual(['dropped: too many calls are under way']);
});
