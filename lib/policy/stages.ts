/** The moments at which policy answers, in the order in which a message passes them. */
export const STAGES = ['connect', 'ehlo', 'mail', 'rcpt', 'headers', 'data', 'relay'] as const;
export type Stage = (typeof STAGES)[number];

const ordinal: Record<Stage, number> = { connect: 0, ehlo: 1, mail: 2, rcpt: 3, headers: 4, data: 5, relay: 6 };

/** Whether `now` is at or past `stage`. */
export function hasReached(now: Stage, stage: Stage): boolean {
  return ordinal[now] >= ordinal[stage];
}

export function laterStage(a: Stage, b: Stage): Stage {
  return ordinal[a] >= ordinal[b] ? a : b;
}

export function earlierStage(a: Stage, b: Stage): Stage {
  return ordinal[a] <= ordinal[b] ? a : b;
}
