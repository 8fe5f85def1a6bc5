import { afterAll, beforeAll, expect, it } from 'vitest';
import { waitFor } from '../support/wait-for';
import { openScene, randomMoment, type Scene } from './scene';

const MESSAGES = 500;

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});

afterAll(() => scene?.stop());

it('no accepted message is lost when the database is killed at random moments; senders are put off meanwhile', async () => {
  const { random } = scene;
  const sending = scene.startSending({ connections: 10, messages: MESSAGES });
  let kills = 0;
  for (let next = random.between(5, 60); next < MESSAGES; next = sending.accepted.length + random.between(30, 120)) {
    await scene.accepted(sending, next);
    await randomMoment(random);
    await scene.killDatabase();
    kills += 1;
    const before = sending.putOff();
    // Near the end the last message may have been accepted before the kill: then nobody is left to be put off.
    await waitFor('a sender to be put off', () => sending.putOff() > before || sending.accepted.length === MESSAGES);
    await scene.restartDatabase();
  }
  await sending.finished;
  const { duplicates } = await scene.allDelivered(sending);
  console.log(`${kills} kills, ${sending.retries()} attempts of senders to be repeated, ${duplicates} duplicates`);

  expect(sending.refusals).toEqual([]);
  expect(sending.accepted).toHaveLength(MESSAGES);
  expect(kills).toBeGreaterThanOrEqual(3);
});
