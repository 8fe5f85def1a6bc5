import type { CompiledPolicy } from '@/lib/policy/compile';
import type { RuleReference } from '@/lib/policy/decision';
import { findLocalDomain } from '@/lib/routing/local-domains';
import type { EnvelopeRecipient } from './envelope';
import type { Passed } from './judge';

/** A recipient that the message has been accepted for. */
export interface Accepted {
  readonly recipient: EnvelopeRecipient;
  readonly judgement: Passed;
}

/** Why a recipient is other than the client has named it, and the rule that says so. */
export type Origin =
  /** It gets a copy of the mail to `of`; `redirected`: in the place of `of`. */
  | { readonly kind: 'added' | 'redirected'; readonly of: string; readonly rule: RuleReference }
  /** It gets nothing; `redirect`: but another in its place. */
  | { readonly kind: 'discard' | 'redirect'; readonly rule: RuleReference };

/** A recipient as it is recorded and, unless it gets nothing, delivered to. */
export interface FinalRecipient<Cause extends Accepted> {
  /** The recipient that it is, or that the rule judged which has brought it in. */
  readonly cause: Cause;
  readonly address: string;
  readonly domain: string;
  readonly relayed: boolean;
  readonly fate: Passed['outcome'] | 'redirect';
  readonly origin: Origin | null;
}

/**
 * What the rules make of the recipients: copies, others in their place, none. Whoever is brought in is routed as any other, but judged by no
 * rule again, so that rules cannot send each other's mail round in circles; and nobody is asked whether the client may send there: the
 * administrator names the address, no client does. Each address gets the message once.
 */
export function finalRecipients<Cause extends Accepted>(compiled: CompiledPolicy, accepted: readonly Cause[]): FinalRecipient<Cause>[] {
  const stays = accepted.map((cause) => unchanged(cause));
  const served = new Set(stays.filter(({ origin }) => origin === null).map(({ address }) => address.toLowerCase()));
  return stays.flatMap((one) => [
    one,
    ...changesOf(one.cause).flatMap(({ kind, address, rule }): FinalRecipient<Cause>[] => {
      // What is dropped is not redirected; a copy of it was asked for all the same.
      const fate = one.cause.judgement.outcome;
      if (address === null || served.has(address.toLowerCase()) || (kind === 'redirect' && fate === 'discard')) return [];
      served.add(address.toLowerCase());
      const domain = address.slice(address.lastIndexOf('@') + 1);
      const relayed = findLocalDomain(compiled, domain) === null;
      const origin: Origin = { kind: kind === 'add' ? 'added' : 'redirected', of: one.address, rule };
      return [{ cause: one.cause, address, domain, relayed, fate: fate === 'discard' ? 'accept' : fate, origin }];
    }),
  ]);
}

/** The recipient itself: dropped if any rule says so, else gone if one sends its mail elsewhere. */
function unchanged<Cause extends Accepted>(cause: Cause): FinalRecipient<Cause> {
  const { recipient, judgement } = cause;
  const { address, domain, relayed } = recipient;
  const changes = changesOf(cause);
  const gone = changes.find(({ kind }) => kind === 'discard') ?? changes.find(({ kind }) => kind === 'redirect');
  if (gone === undefined || gone.kind === 'add' || judgement.outcome === 'discard') {
    return { cause, address, domain, relayed, fate: judgement.outcome, origin: null };
  }
  return { cause, address, domain, relayed, fate: gone.kind, origin: { kind: gone.kind, rule: gone.rule } };
}

interface Change {
  readonly kind: 'add' | 'redirect' | 'discard';
  readonly address: string | null;
  readonly rule: RuleReference;
}

function changesOf({ judgement }: Accepted): Change[] {
  return judgement.decision.trace
    .filter(({ mode }) => mode === 'enforce')
    .flatMap(({ ruleId, name, order, effects: { recipients = [] } }) =>
      recipients.map((change) => ({
        kind: change.kind,
        address: change.kind === 'discard' ? null : change.address,
        rule: { ruleId, name, order },
      })),
    );
}
