import type { z } from 'zod';
import type { HostRow } from '@/components/ui/host-rows';
import type { TlsFailure, tlsFailureSchema } from '@/lib/policy/tls-failure';

/** What is done when TLS fails, while it is edited: what belongs to another choice is kept. */
export interface TlsFailureDraft {
  readonly next: TlsFailure['next'];
  readonly hosts: readonly HostRow[];
  readonly encryption: 'implicit' | 'starttls';
  readonly sha256: string;
}

export function draftOfTlsFailure(failure: TlsFailure): TlsFailureDraft {
  if (failure.next !== 'other-route') return { next: failure.next, hosts: [{ host: '', port: null }], encryption: 'implicit', sha256: '' };
  return { ...failure, sha256: failure.sha256 ?? '' };
}

/** Still to be parsed by its schema. */
export function tlsFailureOf({ next, hosts, encryption, sha256 }: TlsFailureDraft): z.input<typeof tlsFailureSchema> {
  if (next !== 'other-route') return { next };
  return { next, hosts: hosts.map(({ host, port }) => ({ host, port })), encryption, sha256: sha256.trim() === '' ? null : sha256 };
}
