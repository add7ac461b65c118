import { generatedMark, toYaml } from '../lib/yaml.ts';
import { alertsPage } from './alerts-page.ts';
import { ruleGroups } from './groups.ts';
import { layoutQuery } from './layout-query.ts';
import { isAlert, type Rule, type RuleGroup } from './rule.ts';

const folder = 'exporter-rules/generated';

/** One file for each group, in the dialect of Prometheus 2.42, and the reference page. */
export function generateRules(): readonly (readonly [path: string, content: string])[] {
  return [
    ...ruleGroups.map(
      (group) => [`${folder}/${group.name}.rules.yml`, renderGroup(group)] as const,
    ),
    ['docs/alerts.md', alertsPage()],
  ];
}

export function renderGroup(group: RuleGroup): string {
  const { name, interval, rules } = group;
  return generatedMark + toYaml({ groups: [{ name, interval, rules: rules.map(plain) }] });
}

function plain(rule: Rule): object {
  const expr = layoutQuery(rule.expr.text);
  if (!isAlert(rule)) return { record: rule.name, expr };
  return {
    alert: rule.alert,
    expr,
    ...(rule.for === undefined ? {} : { for: rule.for }),
    ...(rule.keepFiringFor === undefined ? {} : { keep_firing_for: rule.keepFiringFor }),
    labels: rule.labels,
    annotations: rule.annotations,
  };
}
