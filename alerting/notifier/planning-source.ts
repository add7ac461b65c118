import { join } from 'node:path';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/json-log.ts';
import { ActLinks } from './acting/act-links.ts';
import type { NotifierConfig } from './config.ts';
import type { NameSource } from './name-source.ts';
import { peopleOf } from './people/people.ts';
import { Roster } from './people/roster.ts';
import type { Planning } from './planner.ts';
import { policyOf } from './policy/policy-config.ts';

interface Parts {
  readonly config: NotifierConfig;
  readonly clock: Clock;
  readonly log: Log;
  readonly names: NameSource;
}

/** What planning needs besides an announcement, as configuration, calendars and names are at the moment. */
export function planningSource({ config, clock, log, names }: Parts) {
  const people = peopleOf(config);
  const roster = new Roster({ ...config, clock, log });
  const policy = policyOf(config.calls, config);
  const { act, console: consoleUrl } = config.links;
  const links =
    act === undefined ? undefined : new ActLinks(act, join(config.dataFolder, 'act.key'));
  const planning = (): Planning => ({
    ...{ people, policy, consoleUrl },
    ...(links === undefined ? {} : { actUrl: links.urlFor.bind(links) }),
    personsOf: (ids, at) => roster.personsOf(ids, at),
    names: names.page,
    timeZone: config.timeZone,
    signature: config.signature,
    holdPerRoundMs: config.incidents.holdPerRound,
  });
  return { people, roster, links, planning };
}
