import { same, type Text } from './language.ts';

/** Units of Grafana by what is measured; a count is spelled in the reader's language. */
export const unit = {
  count: same('none'),
  manyCount: same('short'),
  ratio: same('percentunit'),
  seconds: same('s'),
  bitsPerSecond: same('bps'),
  /** Grafana's own "hours" stays English in every language. */
  hours: { zh: 'suffix: 小时', en: 'suffix: h' },
  days: { zh: 'suffix: 天', en: 'suffix: d' },
  settlementsPerMinute: { zh: 'suffix: 笔/分', en: 'suffix: /min' },
  callsPerMinute: { zh: 'suffix: 次/分', en: 'suffix: /min' },
  /** Milliseconds since 1970, shown as the time from then to now. */
  since: same('dateTimeFromNow'),
} as const satisfies Readonly<Record<string, Text>>;
