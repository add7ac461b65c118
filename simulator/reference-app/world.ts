import type { Log } from '../../lib/json-log.ts';
import type { Business, Night } from '../fleet/business.ts';
import type { Group } from '../fleet/fleet-file.ts';
import type { Agenda } from './agenda/agenda.ts';
import type { Books } from './books.ts';
import type { Bureau } from './bureau/bureau.ts';
import type { ReferenceAppConfig } from './config.ts';
import type { BureauClient } from './line/bureau-client.ts';
import type { Line } from './line/line.ts';

/** What all parts of a hospital's application have in common. */
export interface World {
  readonly agenda: Agenda;
  readonly books: Books;
  readonly bureau: Bureau;
  readonly line: Line;
  readonly client: BureauClient;
  readonly business: Business;
  readonly night: Night;
  readonly group: Group;
  readonly config: ReferenceAppConfig;
  readonly log: Log;
}
