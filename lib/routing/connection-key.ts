import type { DeliveryPlan } from './plan-delivery';

type Way = Pick<Extract<DeliveryPlan, { kind: 'plan' }>, 'nextHop' | 'demand' | 'authentication' | 'sourceAddress'>;

/** Equal for deliveries that may share a connection, and for no others: all by which one connection differs from another. */
export function connectionKey({ nextHop, demand, authentication, sourceAddress }: Way): string {
  return JSON.stringify([nextHop, demand, authentication, sourceAddress]);
}
