import type { Kysely } from 'kysely';
import type { Clock } from '../../lib/clock.ts';
import { express } from '../../lib/http-server.ts';
import { HospitalQuery, ServerQuery } from '../../protocol/console-api.ts';
import type { BusinessCalendar } from '../calendar/business-calendar.ts';
import { listHospitals } from '../registry/hospital-list.ts';
import { CursorError } from '../registry/paging.ts';
import { listServers } from '../registry/server-list.ts';
import type { Tables } from '../storage/tables.ts';
import { checked } from './checked.ts';
import { fromDatabase, HttpProblem } from './problem.ts';

/** Lists of the registry: paged, filtered and sorted by the database. */
export function registryRoutes(
  db: Kysely<Tables>,
  clock: Clock,
  calendar: BusinessCalendar,
): express.Router {
  const router = express.Router();
  router.get('/hospitals', async (request, response) => {
    const query = checked(HospitalQuery, request.query);
    response.json(await listed(() => listHospitals(db, query, { now: clock.now(), calendar })));
  });
  router.get('/servers', async (request, response) => {
    const query = checked(ServerQuery, request.query);
    response.json(await listed(() => listServers(db, query)));
  });
  return router;
}

function listed<T>(read: () => Promise<T>): Promise<T> {
  return fromDatabase(async () => {
    try {
      return await read();
    } catch (error) {
      if (error instanceof CursorError) throw new HttpProblem(400, error.message);
      throw error;
    }
  });
}
