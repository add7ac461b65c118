import { timing } from '../config.ts';
import { withGates } from '../gate.ts';
import { type AlertRule, group, type RuleGroup } from '../rule.ts';
import { appAlerts } from './app.ts';
import { hostAlerts } from './host.ts';
import { metaAlerts } from './meta.ts';
import { networkAlerts } from './network.ts';
import { nightlyAlerts } from './nightly.ts';
import { storageAlerts } from './storage.ts';

/**
 * Alerts by the group in which they are evaluated. A group of the same name among the recordings comes
 * before them in it, so that states and alerts of one evaluation agree.
 */
export const alertGroups: readonly RuleGroup[] = [
  gatedGroup('meta', timing.evaluationInterval, metaAlerts),
  gatedGroup('topology', timing.evaluationInterval, [...networkAlerts, ...hostAlerts]),
  gatedGroup('service', timing.evaluationInterval, appAlerts),
  gatedGroup('storage', timing.slowInterval, storageAlerts),
  gatedGroup('nightly', timing.slowInterval, nightlyAlerts),
];

function gatedGroup(name: string, interval: string, alerts: readonly AlertRule[]): RuleGroup {
  return group(name, interval, alerts.map(withGates));
}
