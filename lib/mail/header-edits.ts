import { formatHeaderField } from './header-field';

/** One change of the header section. Names compare without regard to case. */
export type HeaderEdit =
  /** `add-if-missing`: unless there is one of that name. `replace`: afterwards there is this one of that name, and no other. */
  | { readonly kind: 'add' | 'add-if-missing' | 'replace'; readonly name: string; readonly value: string }
  | { readonly kind: 'remove'; readonly name: string };

/** What becomes of the fields of one name. */
export interface FieldPlan {
  /** Of those that the message has. `replace-first`: the first gives way to `replacement`, the others go. */
  readonly existing: 'keep' | 'drop' | 'replace-first';
  readonly replacement: Uint8Array | null;
  /** Written at the end of the header section if the message has no field of that name. */
  readonly ifMissing: Uint8Array | null;
  /** Written at the end of the header section. */
  readonly atEnd: readonly Uint8Array[];
}

const UNCHANGED: FieldPlan = { existing: 'keep', replacement: null, ifMissing: null, atEnd: [] };

/** What the edits, carried out one after the other, come to: by name in lower case, in the order in which the names are first named. */
export function planEdits(edits: readonly HeaderEdit[]): ReadonlyMap<string, FieldPlan> {
  const plans = new Map<string, FieldPlan>();
  for (const edit of edits) {
    const name = edit.name.toLowerCase();
    plans.set(name, planned(plans.get(name) ?? UNCHANGED, edit));
  }
  return plans;
}

/** Octets that the edits can add to a message at most. */
export function mostAdded(edits: readonly HeaderEdit[]): number {
  return edits.reduce((sum, edit) => sum + (edit.kind === 'remove' ? 0 : fieldOf(edit).length), 0);
}

function planned(plan: FieldPlan, edit: HeaderEdit): FieldPlan {
  switch (edit.kind) {
    case 'remove':
      return { existing: 'drop', replacement: null, ifMissing: null, atEnd: [] };
    case 'replace':
      // After all of them have been removed there is no first one: the new one stands at the end.
      return plan.existing === 'drop'
        ? { ...plan, ifMissing: null, atEnd: [fieldOf(edit)] }
        : { existing: 'replace-first', replacement: fieldOf(edit), ifMissing: null, atEnd: [] };
    case 'add':
      return { ...plan, atEnd: [...plan.atEnd, fieldOf(edit)] };
    case 'add-if-missing':
      if (plan.existing === 'replace-first' || plan.atEnd.length > 0 || plan.ifMissing !== null) return plan;
      return plan.existing === 'drop' ? { ...plan, atEnd: [fieldOf(edit)] } : { ...plan, ifMissing: fieldOf(edit) };
  }
}

function fieldOf({ name, value }: { readonly name: string; readonly value: string }): Uint8Array {
  return new TextEncoder().encode(formatHeaderField(name, value));
}
