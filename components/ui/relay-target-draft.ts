import type { z } from 'zod';
import type { CertificateCheck } from '@/lib/mail/tls-level';
import type { RelayTarget, relayTargetSchema } from '@/lib/policy/relay-target';
import type { HostRow } from './host-rows';

/** A certificate check while it is edited: what belongs to another kind is kept, so that switching back and forth loses nothing. */
export interface CheckDraft {
  readonly kind: CertificateCheck['kind'] | 'default';
  readonly name: string;
  readonly sha256: string;
}

/** A configured next hop while it is edited. */
export interface RelayTargetDraft {
  readonly hosts: readonly HostRow[];
  readonly encryption: RelayTarget['encryption'];
  readonly check: CheckDraft;
}

export function draftOfCheck(check: CertificateCheck | null): CheckDraft {
  return {
    kind: check?.kind ?? 'default',
    name: check?.kind === 'name' ? check.name : '',
    sha256: check?.kind === 'fingerprint' ? check.sha256 : '',
  };
}

/** Null for the default. Still to be parsed by its schema. */
export function checkOf({ kind, name, sha256 }: CheckDraft): CertificateCheck | null {
  switch (kind) {
    case 'default':
      return null;
    case 'name':
      return { kind, name };
    case 'fingerprint':
      return { kind, sha256 };
    default:
      return { kind };
  }
}

/** Hosts that ask for TLS unless told otherwise. */
export const NEW_TARGET: RelayTargetDraft = {
  hosts: [{ host: '', port: null }],
  encryption: 'starttls',
  check: draftOfCheck(null),
};

export function draftOfTarget(target: RelayTarget): RelayTargetDraft {
  return { hosts: target.hosts, encryption: target.encryption, check: draftOfCheck(target.certificateCheck) };
}

/** Still to be parsed by its schema. A check stands only where TLS is demanded. */
export function targetOf(draft: RelayTargetDraft): z.input<typeof relayTargetSchema> {
  return {
    hosts: draft.hosts.map(({ host, port }) => ({ host, port })),
    encryption: draft.encryption,
    certificateCheck: demandsTls(draft.encryption) ? checkOf(draft.check) : null,
  };
}

export function demandsTls(encryption: RelayTarget['encryption']): boolean {
  return encryption === 'starttls' || encryption === 'implicit';
}

/** The port that a host without one is reached at. */
export function defaultPort(encryption: RelayTarget['encryption']): number {
  return encryption === 'implicit' ? 465 : 25;
}
