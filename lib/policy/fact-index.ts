import { addressBits } from '@/lib/mail/network-bits';
import { type CompiledRule, judgeRule } from './compile-rule';
import type { Facts } from './facts';
import { domainKeys, isDomainKey, isTextKey, keyOfText } from './index-keys';
import type { SettingClass } from './setting-class';

/** Rules that are found by the value of one fact. */
export class FactIndex {
  readonly all: CompiledRule[] = [];
  readonly monitored: CompiledRule[] = [];
  private readonly byKey = new Map<string, CompiledRule[]>();
  private hasDomains = false;
  /** One hash look-up for each length that occurs. */
  private readonly networkLengths = new Set<number>();
  /** The enforced rules of each class, by what they have in common beside the exact condition. */
  private readonly alike = new Map<SettingClass, Map<string, CompiledRule[]>>();

  /** In the order of the list. @param rest equal for rules that differ in nothing but their keys and actions */
  add(rule: CompiledRule, keys: readonly string[], settingClass: SettingClass, rest: string): void {
    this.all.push(rule);
    for (const key of keys) {
      push(this.byKey, key, rule);
      if (isDomainKey(key)) this.hasDomains = true;
      else if (!isTextKey(key)) this.networkLengths.add(key.length);
    }
    if (rule.mode === 'monitor') {
      this.monitored.push(rule);
      return;
    }
    const groups = this.alike.get(settingClass) ?? new Map<string, CompiledRule[]>();
    this.alike.set(settingClass, groups);
    push(groups, rest, rule);
  }

  /** The rules with a key of the value, as several lists. */
  find(value: string): (readonly CompiledRule[])[] {
    return this.keysOf(value.toLowerCase())
      .map((key) => this.byKey.get(key))
      .filter((rules) => rules !== undefined);
  }

  private keysOf(value: string): string[] {
    const keys = [keyOfText(value)];
    if (this.hasDomains) keys.push(...domainKeys(value));
    const bits = this.networkLengths.size === 0 ? null : addressBits(value);
    if (bits !== null) for (const length of this.networkLengths) keys.push(bits.slice(0, length));
    return keys;
  }

  /** While the fact is not yet known: the enforced rules that are open, in groups that differ in nothing but their keys and actions. */
  *openGroups(facts: Facts): Generator<readonly CompiledRule[]> {
    for (const groups of this.alike.values()) {
      for (const group of groups.values()) {
        const [top] = group;
        if (top !== undefined && judgeRule(top, facts) === 'open') yield group;
      }
    }
  }

  /**
   * While the fact is not yet known, each rule is false or open: those that differ in nothing but their keys all alike. Of each class the
   * first open rule above the place `end`.
   */
  firstOpen(end: number, facts: Facts): CompiledRule[] {
    return [...this.alike.values()].map((groups) => firstOpenOf(groups.values(), end, facts)).filter((rule) => rule !== null);
  }
}

/** @param groups in the order of their first rules */
function firstOpenOf(groups: Iterable<readonly CompiledRule[]>, end: number, facts: Facts): CompiledRule | null {
  for (const [first] of groups) {
    if (first === undefined || first.order >= end) return null;
    if (judgeRule(first, facts) === 'open') return first;
  }
  return null;
}

function push(map: Map<string, CompiledRule[]>, key: string, rule: CompiledRule): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [rule]);
  else list.push(rule);
}
