import { conditionsOf, headerOf } from './compile-condition';
import type { CompiledRule } from './compile-rule';
import { allLookupsOf, type Lookup, nameOf } from './lookup-facts';
import { SETTING_NAMES, type SettingName } from './settings';

/** What the rules of a policy set and ask for together, gathered rule by rule. */
export class Gathered {
  /** The verdict is read whatever the rules say. */
  private readonly set = new Set<SettingName>(['verdict']);
  private readonly byName = new Map<string, Lookup>();
  /** Names of header fields, in lower case. */
  readonly headers = new Set<string>();

  add({ match, effects }: CompiledRule): void {
    for (const name of SETTING_NAMES) if (effects[name] !== undefined) this.set.add(name);
    for (const condition of conditionsOf(match)) {
      for (const lookup of allLookupsOf(condition)) this.byName.set(nameOf(lookup), lookup);
      const header = headerOf(condition);
      if (header !== null) this.headers.add(header);
    }
  }

  get settings(): SettingName[] {
    return SETTING_NAMES.filter((name) => this.set.has(name));
  }

  get lookups(): Lookup[] {
    return [...this.byName.values()];
  }
}
