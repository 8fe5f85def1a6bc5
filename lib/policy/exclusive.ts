import { type CompiledCondition, indexOf } from './compile-condition';
import { shareValue } from './index-keys';

/**
 * Whether two conditions can never both be true: the same checkbox both ways, a condition and its own negation, lists of one fact without a
 * common value. False where that cannot be told from their parameters.
 */
export function excludeEachOther(one: CompiledCondition, other: CompiledCondition): boolean {
  if (one.entry.id === other.entry.id) {
    const same = JSON.stringify(one.bound.parameters) === JSON.stringify(other.bound.parameters);
    if (same) return one.negated !== other.negated;
    const { fields } = one.entry;
    if (fields.length > 0 && fields.every((field) => field.widget === 'checkbox')) return one.negated === other.negated;
  }
  const left = indexOf(one);
  const right = indexOf(other);
  return left !== null && right !== null && left.fact === right.fact && !shareValue(left, right);
}
