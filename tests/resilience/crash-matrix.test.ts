import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Crash } from './crash';
import { POINTS, VICTIMS } from './crash-points';
import { openScene, type Scene } from './scene';

// kill -9 at each point of a message's life. The sender behaves as a mail server does: without its 250 it comes back. No message that got
// one may be lost, none may arrive more than twice, and none may be left waiting.

let scene: Scene;
let crash: Crash | undefined;

beforeAll(async () => {
  scene = await openScene();
});

afterEach(() => crash?.end());

afterAll(() => scene?.stop());

describe.each(POINTS)('$name:', ({ name, arrive, mostCopies, counted }) => {
  it.each(VICTIMS)('kill -9 of %s', async (victim) => {
    crash = new Crash(scene, `${POINTS.findIndex((point) => point.name === name)}-${victim}`);
    await arrive(crash);
    await crash.kill(victim);
    await crash.recover(victim);
    await crash.finished();
    expect(crash.copies(counted)).toBeGreaterThanOrEqual(1);
    expect(crash.copies(counted)).toBeLessThanOrEqual(mostCopies[victim]);
  });
});
