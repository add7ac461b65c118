import type { ForecastResource } from '../../catalog/forecast.ts';
import type { Verdict } from './verdict.ts';

/** One sentence in two languages, built from the same closed parts. */
export interface Explanation {
  readonly zh: string;
  readonly en: string;
}

/** What an explanation is made from besides the verdict. */
export interface Facts {
  readonly resource: ForecastResource;
  /** Share of the limit in use now. */
  readonly usedShare: number;
  /** Growth an hour as a share of the limit, over the line of the present stretch. */
  readonly growthPerHour: number;
  /** Since when the line is drawn, ms. */
  readonly sinceMs: number;
  readonly nowMs: number;
  readonly hits: number;
  readonly falseAlarms: number;
  /** Minutes that local time is ahead of UTC. */
  readonly zoneMinutes: number;
}

/** Level, growth with its start, range, probability, assumption, track record; never a single date. */
export function explain(verdict: Verdict, facts: Facts): Explanation {
  const since = clockText(facts);
  const growth = growthText(facts.growthPerHour);
  const used = percent(facts.usedShare);
  const range = rangeText(verdict);
  const p = percent(verdict.probability['24h']);
  const isGrowing = facts.growthPerHour > 0;
  const novel = verdict.isNovel
    ? { zh: '，28 天内未见过', en: ', not seen in 28 days' }
    : { zh: '', en: '' };
  return {
    zh: [
      `已用 ${used}`,
      ...(isGrowing ? [`自 ${since} 起每${growth.zh}${novel.zh}`] : []),
      range.zh,
      `24 小时内写满的可能性 ${p}`,
      ...(isGrowing ? ['前提：增长不变'] : []),
      recordText(facts).zh,
    ].join('；'),
    en: [
      `${used} used`,
      ...(isGrowing ? [`grows ${growth.en} since ${since}${novel.en}`] : []),
      range.en,
      `full within 24 h with probability ${p}`,
      ...(isGrowing ? ['holds if growth goes on'] : []),
      recordText(facts).en,
    ].join('; '),
  };
}

/** Why there is no forecast, in a sentence; thresholds go on watching. */
export const refusals = {
  thin: {
    zh: '历史不足 7 天，暂不预测；阈值告警照常',
    en: 'less than 7 days of history; thresholds still watch',
  },
  stale: {
    zh: '数据缺失过多，暂不预测；阈值告警照常',
    en: 'too many hours are missing; thresholds still watch',
  },
  excluded: { zh: '按设计常满，已排除', en: 'full by design, excluded by configuration' },
  refused: { zh: '容量未知或不合理，暂不预测', en: 'the capacity is unknown or makes no sense' },
} as const;

/** `9–14 h` or `58–74 d`; an open end is told as such. */
function rangeText({ hoursTo: { low, high } }: Verdict): Explanation {
  if (!Number.isFinite(low))
    return { zh: '90 天内看不到写满', en: 'no end in sight within 90 days' };
  const isShort = low < 72;
  const unit = isShort ? { zh: '小时', en: 'h' } : { zh: '天', en: 'days' };
  const shown = (hours: number) => String(Math.max(0, Math.round(isShort ? hours : hours / 24)));
  if (!Number.isFinite(high)) {
    return {
      zh: `最早 ${shown(low)} ${unit.zh}后写满`,
      en: `full in ${shown(low)} ${unit.en} at the earliest`,
    };
  }
  const range = `${shown(low)}-${shown(high)}`;
  return { zh: `${range} ${unit.zh}后写满`, en: `full in ${range} ${unit.en}` };
}

function growthText(perHour: number): Explanation {
  const share = 100 * perHour;
  if (share >= 0.1) {
    return { zh: `小时增长 ${share.toFixed(1)}%`, en: `${share.toFixed(1)} %/h` };
  }
  return { zh: `天增长 ${(24 * share).toFixed(2)}%`, en: `${(24 * share).toFixed(2)} %/day` };
}

function recordText({ hits, falseAlarms }: Facts): Explanation {
  const total = hits + falseAlarms;
  if (total === 0) return { zh: '此类预测尚无记录', en: 'no such forecast has ended yet' };
  return {
    zh: `此类预测 ${total} 次中 ${hits} 次应验`,
    en: `such forecasts were right ${hits} of ${total} times`,
  };
}

/** `02:10` today, `11-19 02:10` before, in local time. */
function clockText({ sinceMs, nowMs, zoneMinutes }: Facts): string {
  const local = (ms: number) => new Date(ms + zoneMinutes * 60_000).toISOString();
  const [then, now] = [local(sinceMs), local(nowMs)];
  const time = then.slice(11, 16);
  return then.slice(0, 10) === now.slice(0, 10) ? time : `${then.slice(5, 10)} ${time}`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
