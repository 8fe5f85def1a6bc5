import type { CompiledPolicy } from '@/lib/policy/compile';
import type { HopLimits } from './hop-queues';

/** Of one worker, whatever the policy. */
export const WORKER_LIMITS = { overall: 100, doubtful: 60, crowd: 60 };

/**
 * This worker's part of what the policy grants each next hop, which is for all workers together. A connection each is the least.
 *
 * @param policy null: none is in force, and nothing is delivered
 */
export function hopLimits(policy: CompiledPolicy | null, workers: number): HopLimits {
  if (policy === null) return { ...WORKER_LIMITS, perHop: 1, perMinute: null };
  const { connections, messagesPerMinute } = policy.policy.routing.perNextHop;
  return {
    ...WORKER_LIMITS,
    perHop: Math.ceil(connections / workers),
    perMinute: messagesPerMinute === null ? null : messagesPerMinute / workers,
  };
}
