import { blockListName, readBlockListAnswer } from '@/lib/mail/reversed-address';
import type { AskDns } from '@/lib/net/dns-cache';
import { lookUpRecords } from '@/lib/net/dns-records';
import type { LookupFailed } from '@/lib/policy/facts';

/** Whether a DNS block list lists a client's address. */
export async function lookUpBlockList(ip: string, zone: string, ask: AskDns, signal: AbortSignal): Promise<boolean | LookupFailed> {
  const answer = await lookUpRecords(ask, 'A', blockListName(ip, zone), signal);
  if (answer.kind === 'failed') return { lookupFailed: answer.why };
  if (answer.kind !== 'found') return false;
  switch (readBlockListAnswer(answer.records)) {
    case 'listed':
      return true;
    case 'not-listed':
      return false;
    case 'error':
      return { lookupFailed: `${zone} answers with an error: ${answer.records.join(', ')}` };
  }
}
