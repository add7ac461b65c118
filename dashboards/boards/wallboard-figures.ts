import { limits } from '../limits.ts';
import { figure } from '../panels/number.ts';
import * as city from '../queries/city.ts';
import { wall, wallWords as words } from '../texts/wallboard.ts';
import { unit } from '../units.ts';

/** The six numbers of the wall, each with its yardstick beside it. */
export const online = figure({
  text: wall.online,
  query: city.hospitalsOnline,
  of: city.allHospitals,
  name: words.online,
  unit: unit.count,
  limits: limits.hospitalsOnline,
});

export const success = figure({
  text: wall.success,
  query: city.settleSuccess,
  name: words.success,
  unit: unit.ratio,
  decimals: 2,
  limits: limits.settleSuccess,
});

export const offline = figure({
  text: wall.offline,
  query: city.hospitalsOffline,
  of: city.allHospitals,
  name: words.offline,
  unit: unit.count,
  limits: limits.hospitalsOffline,
});

/** Without a limit of its own: how long records wait is the alarm, not how many there are. */
export const backlog = figure({
  text: wall.backlog,
  query: city.uploadBacklog,
  name: words.backlog,
  unit: unit.manyCount,
});

export const p1 = figure({
  text: wall.p1,
  query: city.firingP1,
  name: words.p1,
  unit: unit.count,
  limits: limits.anyP1,
});

export const age = figure({
  text: wall.age,
  query: city.dataAge,
  unit: unit.seconds,
  decimals: 0,
  limits: limits.dataAgeSeconds,
});
