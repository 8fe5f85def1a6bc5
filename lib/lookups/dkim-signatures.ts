import { type DkimResult, isLookupFailed, type LookupFailed } from '@/lib/policy/facts';

/** What became of one signature. */
export interface DkimSignature {
  /** That signed, as it names itself (`d=`). */
  readonly domain: string;
  readonly result: DkimResult | LookupFailed;
}

/** From the best to the worst. */
const RANKING: readonly DkimResult[] = ['pass', 'policy', 'fail', 'neutral', 'permerror'];

/** The best result of all signatures; not known if a signature whose key could not be looked up may be better. */
export function bestResult(signatures: readonly DkimSignature[]): DkimResult | LookupFailed {
  const results = signatures.map(({ result }) => result);
  if (results.includes('pass')) return 'pass';
  const failed = results.find(isLookupFailed);
  return failed ?? RANKING.find((one) => results.includes(one)) ?? 'none';
}
