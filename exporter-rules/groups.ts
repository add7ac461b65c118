import { alertGroups } from './alerts/index.ts';
import { recordingGroups } from './recording/index.ts';
import type { RuleGroup } from './rule.ts';

/** Everything that Prometheus evaluates: recordings and alerts of one name are one group, recordings first. */
export const ruleGroups: readonly RuleGroup[] = joinByName([...recordingGroups, ...alertGroups]);

function joinByName(groups: readonly RuleGroup[]): readonly RuleGroup[] {
  const joined = new Map<string, RuleGroup>();
  for (const group of groups) {
    const before = joined.get(group.name);
    if (before !== undefined && before.interval !== group.interval) {
      throw new Error(
        `group ${group.name}: expected one interval, got ${before.interval} and ${group.interval}`,
      );
    }
    joined.set(group.name, { ...group, rules: [...(before?.rules ?? []), ...group.rules] });
  }
  return [...joined.values()];
}
