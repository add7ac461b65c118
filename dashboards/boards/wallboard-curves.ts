import { same } from '../language.ts';
import { limits } from '../limits.ts';
import { trend } from '../panels/trend.ts';
import * as city from '../queries/city.ts';
import { wall, wallWords as words } from '../texts/wallboard.ts';
import { lines } from '../theme.ts';
import { unit } from '../units.ts';
import { levels } from '../vocabulary.ts';

export const settlements = trend({
  text: wall.settlements,
  unit: unit.settlementsPerMinute,
  curves: [
    { query: city.settlements, name: words.now, color: lines[1] },
    { query: city.settlementsLastWeek, name: words.lastWeek, isFaded: true },
  ],
});

export const latency = trend({
  text: wall.latency,
  unit: unit.seconds,
  curves: [{ query: city.tradeP95ByLevel, name: same('{{level}}') }],
  names: levels,
  limits: limits.tradeSeconds,
});
