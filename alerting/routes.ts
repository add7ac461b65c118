import { formatDuration, parseDuration } from '../lib/duration.ts';
import type { AlertingSettings } from './settings.ts';
import { bypass, critical, deadman, digest, normal } from './timing.ts';

/** A route as Alertmanager reads it. */
export interface Route {
  readonly receiver: string;
  readonly matchers?: readonly string[];
  readonly group_by: readonly string[];
  readonly group_wait: string;
  readonly group_interval: string;
  readonly repeat_interval: string;
  readonly active_time_intervals?: readonly string[];
  readonly routes?: readonly Route[];
}

const perHospital = ['family', 'scope', 'district', 'hospital'] as const;
const perDistrict = ['family', 'scope', 'district'] as const;

/** The tree of routes; the first child that matches takes the alert. */
export function routes(settings: AlertingSettings): Route {
  const waits = scaled(settings.timeScale);
  return {
    receiver: 'notifier',
    group_by: perHospital,
    ...waits(normal),
    routes: [
      {
        receiver: 'deadman',
        matchers: ['alertname="Watchdog"'],
        group_by: ['alertname'],
        ...waits(deadman),
      },
      {
        receiver: 'bypass-mail',
        matchers: ['bypass="yes"'],
        group_by: ['alertname'],
        ...waits(bypass),
      },
      {
        receiver: 'notifier',
        matchers: ['severity="critical"', 'scope=~"city|district"'],
        group_by: perDistrict,
        ...waits(critical),
      },
      {
        receiver: 'notifier',
        matchers: ['severity="critical"'],
        group_by: perHospital,
        ...waits(critical),
      },
      {
        receiver: 'notifier',
        matchers: ['scope=~"city|district"', 'severity!="info"'],
        group_by: perDistrict,
        ...waits(normal),
      },
      {
        receiver: 'notifier-digest',
        matchers: ['severity="info"'],
        group_by: ['family'],
        ...waits(digest),
        active_time_intervals: ['office'],
      },
    ],
  };
}

type Waits = typeof normal;
type RouteWaits = Pick<Route, 'group_wait' | 'group_interval' | 'repeat_interval'>;

function scaled(timeScale: number): (waits: Waits) => RouteWaits {
  const shorter = (duration: string): string => formatDuration(parseDuration(duration) / timeScale);
  return (waits) => ({
    group_wait: shorter(waits.groupWait),
    group_interval: shorter(waits.groupInterval),
    repeat_interval: shorter(waits.repeatInterval),
  });
}
