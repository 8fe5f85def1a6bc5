import type { z } from 'zod';
import type { CertificateCheck } from '@/lib/mail/tls-level';
import type { Authentication } from '@/lib/policy/authentication';
import type { RelayTarget, relayTargetSchema } from '@/lib/policy/relay-target';
import type { HostRow } from './host-rows';

/** A certificate check while it is edited: what belongs to another kind is kept, so that switching back and forth loses nothing. */
export interface CheckDraft {
  readonly kind: CertificateCheck['kind'] | 'default';
  readonly name: string;
  readonly sha256: string;
}

/** How to sign in to a next hop, while it is edited; kept while it is not used. */
export interface AuthenticationDraft extends Authentication {
  readonly use: boolean;
}

/** A configured next hop while it is edited. */
export interface RelayTargetDraft {
  readonly hosts: readonly HostRow[];
  readonly encryption: RelayTarget['encryption'];
  readonly check: CheckDraft;
  readonly authentication: AuthenticationDraft;
}

const NO_AUTHENTICATION: AuthenticationDraft = { use: false, user: '', password: { kind: 'typed', text: '' }, mechanism: 'any' };

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
  authentication: NO_AUTHENTICATION,
};

export function draftOfTarget(target: RelayTarget): RelayTargetDraft {
  const { hosts, encryption, certificateCheck, authentication } = target;
  return {
    ...{ hosts, encryption },
    check: draftOfCheck(certificateCheck),
    authentication: authentication === null ? NO_AUTHENTICATION : { use: true, ...authentication },
  };
}

/** Still to be parsed by its schema. A check and a password stand only where TLS is demanded. */
export function targetOf(draft: RelayTargetDraft): z.input<typeof relayTargetSchema> {
  const { use, ...authentication } = draft.authentication;
  return {
    hosts: draft.hosts.map(({ host, port }) => ({ host, port })),
    encryption: draft.encryption,
    certificateCheck: demandsTls(draft.encryption) ? checkOf(draft.check) : null,
    authentication: demandsTls(draft.encryption) && use ? authentication : null,
  };
}

export function demandsTls(encryption: RelayTarget['encryption']): boolean {
  return encryption === 'starttls' || encryption === 'implicit';
}

/** The port that a host without one is reached at. */
export function defaultPort(encryption: RelayTarget['encryption']): number {
  return encryption === 'implicit' ? 465 : 25;
}
