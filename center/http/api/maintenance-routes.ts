import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Clock } from '../../../lib/clock.ts';
import {
  MaintenanceItem,
  MaintenanceList,
  MaintenanceQuery,
  MaintenanceRequest,
} from '../../../protocol/registry-api.ts';
import {
  addWindow,
  cancelWindow,
  listWindows,
  WindowError,
} from '../../maintenance/window-store.ts';
import type { Tables } from '../../storage/tables.ts';
import { HttpProblem } from '../problem.ts';
import { type ApiRoute, route } from './api-route.ts';

/** Announced work: asked for, announced, cancelled. */
export function maintenanceRoutes(db: Kysely<Tables>, clock: Clock): readonly ApiRoute[] {
  const path = '/maintenance-windows';
  return [
    route({
      ...{ method: 'get', path, query: MaintenanceQuery, status: 200, problems: [] },
      answer: MaintenanceList,
      summary: 'Windows that are open, or all, newest first.',
      handle: async ({ query: { state, limit } }) => ({
        items: await listWindows(db, { open: state === 'open', limit }, clock.now()),
      }),
    }),
    route({
      ...{
        access: ['system_admin'],
        method: 'post',
        path,
        body: MaintenanceRequest,
        status: 200,
        problems: [422],
      },
      answer: MaintenanceItem,
      summary: 'Announce work on a district, a hospital or a server.',
      handle: async ({ body, actor }) => {
        try {
          return await addWindow(db, body, { actor, now: clock.now() });
        } catch (error) {
          if (error instanceof WindowError) throw new HttpProblem(422, error.message);
          throw error;
        }
      },
    }),
    route({
      ...{
        access: ['system_admin'],
        method: 'delete',
        path: `${path}/{id}`,
        status: 200,
        problems: [404],
      },
      answer: z.strictObject({ cancelled: z.literal(true) }),
      summary: 'Cancel a window; its record stays.',
      handle: async ({ params: { id = '' }, actor }) => {
        const isNumber = /^\d{1,18}$/.test(id);
        if (isNumber && (await cancelWindow(db, id, { actor, now: clock.now() }))) {
          return { cancelled: true };
        }
        throw new HttpProblem(404, 'there is no open window with this number');
      },
    }),
  ];
}
