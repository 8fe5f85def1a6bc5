'use client';

import { defaultPort } from '@/components/ui/relay-target-draft';
import classes from '@/components/ui/stacked-table.module.css';
import type { RelayTarget } from '@/lib/policy/relay-target';

/** The hosts in order of preference, with the port that is really used. */
export function DomainTarget({ target }: { readonly target: RelayTarget }) {
  return (
    <span className={classes.mono}>
      {target.hosts.map(({ host, port }) => addressOf(host, port ?? defaultPort(target.encryption))).join(', ')}
    </span>
  );
}

function addressOf(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
