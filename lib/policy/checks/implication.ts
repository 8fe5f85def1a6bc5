import { type CompiledCondition, type CompiledMatch, indexOf } from '../compile-condition';
import { excludeEachOther } from '../exclusive';
import { areWithin } from '../index-keys';

type Part = CompiledCondition | CompiledMatch;

/** Whether `one` can be true only when `other` is true too, known from the same facts. False where that cannot be told from their parameters. */
export function impliesMatch(one: CompiledMatch, other: CompiledMatch): boolean {
  return partImplies(one, other);
}

function partImplies(one: Part, other: Part): boolean {
  if ('parts' in one && one.match === 'any') return one.parts.every((part) => partImplies(part, other));
  const known = conjunctsOf(one);
  return isImpliedBy(known, other);
}

/** Conditions that all are true whenever the part is. */
export function conjunctsOf(part: Part): CompiledCondition[] {
  if (!('parts' in part)) return [part];
  if (part.match === 'all' || part.parts.length === 1) return part.parts.flatMap(conjunctsOf);
  return [];
}

function isImpliedBy(known: readonly CompiledCondition[], part: Part): boolean {
  if (!('parts' in part)) return known.some((condition) => impliesCondition(condition, part));
  return part.match === 'all' ? part.parts.every((each) => isImpliedBy(known, each)) : part.parts.some((each) => isImpliedBy(known, each));
}

function impliesCondition(one: CompiledCondition, other: CompiledCondition): boolean {
  if (one.entry.id !== other.entry.id) {
    // Another condition may read further facts, and then be open although the first is true.
    if (!other.entry.needs.every((name) => one.entry.needs.includes(name))) return false;
  }
  if (excludeEachOther(one, { ...other, negated: !other.negated })) return true;
  const [inner, outer] = [indexOf(one), indexOf(other)];
  return inner !== null && outer !== null && inner.fact === outer.fact && areWithin(inner, outer);
}
