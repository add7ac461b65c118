import { timing } from '../config.ts';
import { withGates } from '../gate.ts';
import { type AlertRule, group, type RuleGroup } from '../rule.ts';
import { agentAlerts } from './agent.ts';
import { appAlerts } from './app.ts';
import { bureauAlerts, lineQualityAlerts } from './bureau.ts';
import { cardAlerts } from './cards.ts';
import { componentAlerts } from './components.ts';
import { databaseAlerts } from './database.ts';
import { diskAlerts } from './disks.ts';
import { forecastAlerts } from './forecast.ts';
import { hostAlerts } from './host.ts';
import { machineAlerts } from './machine.ts';
import { metaAlerts } from './meta.ts';
import { monitoringAlerts } from './monitoring.ts';
import { networkAlerts } from './network.ts';
import { nightlyAlerts } from './nightly.ts';
import { pairAlerts } from './pair.ts';
import { latencyAlerts, quietAlerts, settlementAlerts } from './settlement.ts';
import { signInAlerts } from './sign-in.ts';
import { storageAlerts } from './storage.ts';
import { timeAlerts } from './time.ts';
import { tradeAlerts } from './trades.ts';
import { uploadAlerts } from './upload.ts';

/**
 * Alerts by the group in which they are evaluated. A group of the same name among the recordings comes
 * before them in it, so that states and alerts of one evaluation agree.
 */
export const alertGroups: readonly RuleGroup[] = [
  gatedGroup('meta', timing.evaluationInterval, [...metaAlerts, ...monitoringAlerts]),
  gatedGroup('agent', timing.slowInterval, agentAlerts),
  gatedGroup('time', timing.minuteInterval, timeAlerts),
  gatedGroup('topology', timing.evaluationInterval, [...networkAlerts, ...hostAlerts]),
  gatedGroup('bureau', timing.evaluationInterval, bureauAlerts),
  gatedGroup('line-quality', timing.minuteInterval, lineQualityAlerts),
  gatedGroup('service', timing.evaluationInterval, [
    ...appAlerts,
    ...componentAlerts,
    ...databaseAlerts,
  ]),
  gatedGroup('settlement', timing.evaluationInterval, settlementAlerts),
  gatedGroup('latency', timing.minuteInterval, latencyAlerts),
  gatedGroup('quiet', timing.minuteInterval, quietAlerts),
  gatedGroup('trades', timing.slowInterval, [...signInAlerts, ...tradeAlerts]),
  gatedGroup('upload', timing.slowInterval, uploadAlerts),
  gatedGroup('cards', timing.slowInterval, cardAlerts),
  gatedGroup('storage', timing.slowInterval, [...storageAlerts, ...diskAlerts]),
  gatedGroup('host', timing.slowInterval, machineAlerts),
  gatedGroup('pair', timing.evaluationInterval, pairAlerts),
  gatedGroup('nightly', timing.slowInterval, nightlyAlerts),
  gatedGroup('forecast', timing.minuteInterval, forecastAlerts),
];

function gatedGroup(name: string, interval: string, alerts: readonly AlertRule[]): RuleGroup {
  return group(name, interval, alerts.map(withGates));
}
