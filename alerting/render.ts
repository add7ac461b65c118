import { generatedMark, toYaml } from '../lib/yaml.ts';
import { inhibitions } from './inhibitions.ts';
import { receivers } from './receivers.ts';
import { routes } from './routes.ts';
import { type AlertingSettings, defaultSettings } from './settings.ts';
import { timeIntervals } from './time-intervals.ts';

/** The configuration with default settings, committed so that a change of it can be reviewed. */
export function generateAlerting(): readonly (readonly [path: string, content: string])[] {
  return [['alerting/generated/alertmanager.yml', renderAlertmanager(defaultSettings)]];
}

/** Configuration of Alertmanager 0.25 for an installation. */
export function renderAlertmanager(settings: AlertingSettings): string {
  return (
    generatedMark +
    toYaml({
      route: routes(settings),
      receivers: receivers(settings),
      time_intervals: timeIntervals,
      inhibit_rules: inhibitions,
    })
  );
}
