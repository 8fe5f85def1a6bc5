import type { ReactNode } from 'react';
import { ConsoleShell } from '@/components/shell/console-shell';
import { Prefetched } from '@/components/shell/prefetched';
import { certificatesQuery } from '@/components/ui/certificates-query';
import { TRIAL_KEY } from '@/components/ui/trial-query';
import { WORKERS_KEY } from '@/components/ui/workers-query';
import { listCertificates } from '@/lib/console/list-certificates';
import { listWorkers } from '@/lib/console/list-workers';
import { requireCaller } from '@/lib/console/require-caller';
import { showTrial } from '@/lib/console/trial';

export const dynamic = 'force-dynamic';

export default async function ConsoleLayout({ children }: { readonly children: ReactNode }) {
  const caller = await requireCaller();
  const email = caller.actor.kind === 'administrator' ? caller.actor.email : '';
  return (
    <Prefetched
      queries={[
        { key: WORKERS_KEY, read: () => listWorkers(caller) },
        { key: TRIAL_KEY, read: () => showTrial(caller) },
        { key: certificatesQuery.queryKey, read: () => listCertificates(caller) },
      ]}
    >
      <ConsoleShell user={{ name: caller.actor.name, email }}>{children}</ConsoleShell>
    </Prefetched>
  );
}
