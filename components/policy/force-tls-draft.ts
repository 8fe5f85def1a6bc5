import type { z } from 'zod';
import type { HostRow } from '@/components/ui/host-rows';
import { type CheckDraft, checkOf, draftOfCheck } from '@/components/ui/relay-target-draft';
import type { TlsProfileName } from '@/lib/mail/tls-profile';
import {
  FORCE_TLS_DIRECTIONS,
  type ForceTlsDirection,
  type ForceTlsWay,
  type forceTlsSchema,
  proposedName,
  waysOf,
} from '@/lib/policy/force-tls';

/** The form while it is filled in: what belongs to the other choice is kept, so that switching back and forth loses nothing. */
export interface ForceTlsDraft {
  readonly domain: string;
  readonly direction: ForceTlsDirection;
  readonly nextHop: 'mx' | 'hosts';
  readonly hosts: readonly HostRow[];
  /** Null: as fits the next hop. */
  readonly encryption: 'implicit' | 'starttls' | null;
  readonly check: CheckDraft;
  /** Null: as set in Routing Basic Settings. */
  readonly profile: TlsProfileName | null;
  readonly monitor: boolean;
  /** As typed; null: as proposed. */
  readonly names: { readonly [Way in ForceTlsWay]: string | null };
}

/** An empty form, or one with what a link names. */
export function newForceTlsDraft({ domain, direction }: Readonly<Record<string, string | string[] | undefined>>): ForceTlsDraft {
  return {
    domain: typeof domain === 'string' ? domain : '',
    direction: FORCE_TLS_DIRECTIONS.find((one) => one === direction) ?? 'both',
    nextHop: 'mx',
    hosts: [{ host: '', port: null }],
    encryption: null,
    check: draftOfCheck(null),
    profile: null,
    monitor: false,
    names: { in: null, out: null },
  };
}

/** Mail exchangers listen on port 25 and offer STARTTLS; a host that somebody names for it usually speaks TLS from the first byte. */
export function encryptionOf({ encryption, nextHop }: ForceTlsDraft): 'implicit' | 'starttls' {
  return encryption ?? (nextHop === 'mx' ? 'starttls' : 'implicit');
}

/** The name of the rule for one way. @param taken names of other rules in lower case */
export function nameOf({ names, domain }: ForceTlsDraft, way: ForceTlsWay, taken: ReadonlySet<string>): string {
  return names[way] ?? (domain.trim() === '' ? '' : proposedName(domain.trim(), way, taken));
}

/** Still to be parsed by its schema. */
export function forceTlsOf(draft: ForceTlsDraft, taken: ReadonlySet<string>): z.input<typeof forceTlsSchema> {
  const ways = waysOf(draft.direction);
  return {
    domain: draft.domain,
    mode: draft.monitor ? 'monitor' : 'enforce',
    in: ways.includes('in') ? { name: nameOf(draft, 'in', taken) } : null,
    out: ways.includes('out')
      ? {
          name: nameOf(draft, 'out', taken),
          nextHop: draft.nextHop === 'mx' ? { to: 'mx' } : { to: 'hosts', hosts: draft.hosts.map(({ host, port }) => ({ host, port })) },
          encryption: encryptionOf(draft),
          certificateCheck: checkOf(draft.check),
          tlsProfile: draft.profile,
        }
      : null,
  };
}
