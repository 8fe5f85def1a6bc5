import type { HostRow } from '@/components/ui/host-rows';
import type { ExpectedOutcome, REFUSAL_STAGES } from '@/lib/acceptance/expected-outcome';
import type { PolicyTest } from '@/lib/acceptance/policy-test';
import type { TlsLevel } from '@/lib/mail/tls-level';
import { type ExampleDraft, NEW_EXAMPLE } from '../simulator/example-draft';

export const FATES = ['delivered', 'held', 'discarded', 'refused', 'put-off'] as const satisfies readonly ExpectedOutcome['fate'][];
export const HOPS = ['any', 'mx', 'hosts'] as const;

/** The form while it is filled in: what belongs to another outcome is kept, so that switching back and forth loses nothing. */
export interface TestDraft {
  readonly name: string;
  readonly mail: ExampleDraft;
  readonly fate: ExpectedOutcome['fate'];
  readonly by: (typeof REFUSAL_STAGES)[number];
  readonly hop: (typeof HOPS)[number];
  readonly hosts: readonly HostRow[];
  readonly tls: TlsLevel;
}

export const NEW_TEST: TestDraft = {
  name: '',
  mail: NEW_EXAMPLE,
  fate: 'refused',
  by: 'mail',
  hop: 'any',
  hosts: [{ host: '', port: null }],
  tls: 'encrypted',
};

export function draftOfTest(name: string, mail: ExampleDraft, expected: ExpectedOutcome): TestDraft {
  const draft = { ...NEW_TEST, name, mail, fate: expected.fate };
  if ('by' in expected) return { ...draft, by: expected.by };
  if (!('tls' in expected)) return draft;
  const { nextHop, tls } = expected;
  if (nextHop?.kind === 'hosts') return { ...draft, tls, hop: 'hosts', hosts: nextHop.hosts };
  return { ...draft, tls, hop: nextHop === null ? 'any' : 'mx' };
}

/** Still to be parsed by its schema. */
export function testOf(draft: TestDraft): Record<keyof PolicyTest, unknown> {
  return { name: draft.name, mail: draft.mail, expected: expectedOf(draft) };
}

function expectedOf({ fate, by, hop, hosts, tls }: TestDraft): unknown {
  switch (fate) {
    case 'refused':
    case 'put-off':
      return { fate, by };
    case 'discarded':
      return { fate };
    case 'delivered':
    case 'held':
      return { fate, tls, nextHop: hop === 'any' ? null : hop === 'mx' ? { kind: 'mx' } : { kind: 'hosts', hosts } };
  }
}
