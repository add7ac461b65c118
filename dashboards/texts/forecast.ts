import type { PanelText, Text } from '../language.ts';

/** Every title and description of the board of forecasts. */
export const forecast = {
  board: {
    title: { zh: '容量预测', en: 'Forecast and capacity' },
    about: {
      zh: '什么将满,何时,多大把握;以及以往说得准不准。',
      en: 'What runs out, when, how sure; and how often it was right.',
    },
  },
  day: {
    title: { zh: '24 小时内', en: 'Within 24 h' },
    about: {
      zh: '24 小时内写满的可能性超过一半的对象数。',
      en: 'Targets that are more likely than not to be full within 24 hours.',
    },
  },
  days: {
    title: { zh: '72 小时内', en: 'Within 72 h' },
    about: {
      zh: '72 小时内写满的可能性超过一半的对象数。',
      en: 'Targets that are more likely than not to be full within 72 hours.',
    },
  },
  fortnight: {
    title: { zh: '14 天内', en: 'Within 14 d' },
    about: {
      zh: '14 天内写满的可能性超过一半的对象数。',
      en: 'Targets that are more likely than not to be full within 14 days.',
    },
  },
  age: {
    title: { zh: '数据时间', en: 'Age of data' },
    about: { zh: '上一轮预测距今多久。', en: 'How old the newest forecasts are.' },
  },
  targets: {
    title: { zh: '预测对象', en: 'Targets' },
    about: {
      zh: '可预测、历史不足一周、数据中断、按设计排除、无法预测的对象数。',
      en: 'Targets that are forecast, have less than a week of history, are stale, excluded or refused.',
    },
  },
  list: {
    title: { zh: '将满清单', en: 'Running out' },
    about: {
      zh: '最早写满的在前;区间有八成把握,可能性为 72 小时内。',
      en: 'Soonest first; the range holds with 80 %, the probability is for 72 hours.',
    },
  },
  record: {
    title: { zh: '战绩', en: 'Track record' },
    about: {
      zh: '已见分晓的预测:说中、漏报、误报、有人处理。',
      en: 'What became of issued forecasts: hits, misses, false alarms, somebody intervened.',
    },
  },
  full: {
    title: { zh: '最满的卷', en: 'Fullest volumes' },
    about: {
      zh: '已用比例最高的二十个卷。',
      en: 'The twenty volumes with the largest used share.',
    },
  },
} as const satisfies Readonly<Record<string, PanelText>>;

export const forecastWords = {
  nothing: { zh: '两周内没有将满的', en: 'Nothing runs out within two weeks' },
  resource: { zh: '资源', en: 'Resource' },
  target: { zh: '对象', en: 'Target' },
  reason: { zh: '原因', en: 'Reason' },
  earliest: { zh: '最早(小时)', en: 'Earliest, h' },
  median: { zh: '多半(小时)', en: 'Likely, h' },
  latest: { zh: '最晚(小时)', en: 'Latest, h' },
  probability: { zh: '可能性', en: 'Probability' },
} as const satisfies Readonly<Record<string, Text>>;
