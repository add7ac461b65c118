import type { Episode } from './alarms.ts';
import type { Series } from './world.ts';

/** What became of the alarms of one rule on one series. */
export interface Verdicts {
  readonly archetype: string;
  readonly months: number;
  readonly exhaustions: number;
  readonly hits: number;
  readonly leads: readonly number[];
  readonly trueEpisodes: number;
  readonly falseEpisodes: number;
  readonly neutralEpisodes: number;
  readonly runaways: number;
  readonly runawaysInTime: number;
}

const leastLead = 2;

/**
 * Hit: the alarm stood in the last 12 h before the target was full and was raised at least 2 h before. False: an
 * episode without exhaustion until 48 h after its end; one that ended 12 to 48 h before, that somebody's clean-up or
 * resize ended, or that began while the target was full, counts neither way.
 */
export function judge(
  series: Series,
  episodes: readonly Episode[],
  { fromHour, toHour }: { fromHour: number; toHour: number },
): Verdicts {
  const counted = series.exhaustions.filter((hour) => hour >= fromHour + 24);
  const hits = counted.flatMap((full) => {
    const episode = episodes.find(({ from, to }) => from <= full - leastLead && to >= full - 12);
    return episode === undefined ? [] : [full - episode.from];
  });
  const kinds = episodes.map((episode) => kindOf(series, episode, toHour));
  const count = (kind: Kind) => kinds.filter((one) => one === kind).length;
  const runaways = series.runaways.filter(({ onset }) => onset >= fromHour + 24);
  const inTime = runaways.filter(({ onset, fillHours, fullAt }) =>
    episodes.some(
      ({ from, to }) => from <= onset + 2 + 0.25 * fillHours && to >= onset && from < fullAt,
    ),
  );
  return {
    archetype: series.archetype,
    months: (toHour - fromHour) / 720,
    ...{ exhaustions: counted.length, hits: hits.length, leads: hits },
    ...{ trueEpisodes: count('true'), falseEpisodes: count('false') },
    neutralEpisodes: count('neutral'),
    ...{ runaways: runaways.length, runawaysInTime: inTime.length },
  };
}

type Kind = 'true' | 'false' | 'neutral';

function kindOf(series: Series, { from, to }: Episode, toHour: number): Kind {
  const within = (low: number, high: number) => (hour: number) => hour >= low && hour <= high;
  if (series.exhaustions.some(within(from, to + 12))) return 'true';
  if (series.exhaustions.some(within(to + 12, to + 48))) return 'neutral';
  if (series.exhaustions.some(within(from - 14, from))) return 'neutral';
  if (series.interventions.some(within(from, to + 2))) return 'neutral';
  return to + 48 > toHour ? 'neutral' : 'false';
}
