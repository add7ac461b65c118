import { dateTimeFormat } from '@grafana/data';
import { useNow } from './use-now.ts';

/** The time of day with seconds. */
export function Clock() {
  return <time className="clock">{dateTimeFormat(useNow(), { format: 'HH:mm:ss' })}</time>;
}

/** Date and weekday in the language of the page. */
export function Today() {
  return <span>{dateTimeFormat(useNow(), { format: 'YYYY-MM-DD dddd' })}</span>;
}
