import type { Kysely } from 'kysely';
import type { Clock } from '../../../lib/clock.ts';
import {
  HospitalPage,
  HospitalQuery,
  ServerPage,
  ServerQuery,
} from '../../../protocol/console-api.ts';
import {
  CalendarList,
  RegistryEventPage,
  RegistryEventQuery,
} from '../../../protocol/registry-api.ts';
import {
  DistrictList,
  ExportQuery,
  PairList,
  RegistryDetail,
} from '../../../protocol/registry-detail.ts';
import type { BusinessCalendar } from '../../calendar/business-calendar.ts';
import { dayText } from '../../calendar/local-day.ts';
import type { ContactCipher } from '../../registry/contacts/contact-cipher.ts';
import { readDetail } from '../../registry/detail.ts';
import { listEvents } from '../../registry/events.ts';
import { exportFiles } from '../../registry/export/export-files.ts';
import { exportTables } from '../../registry/export/thing-rows.ts';
import { listHospitals } from '../../registry/hospital-list.ts';
import type { StoredRegistry } from '../../registry/registry.ts';
import { listServers } from '../../registry/server-list.ts';
import type { Tables } from '../../storage/tables.ts';
import { HttpProblem } from '../problem.ts';
import { type ApiRoute, route } from './api-route.ts';

export interface ListSources {
  readonly db: Kysely<Tables>;
  readonly readRegistry: () => Promise<StoredRegistry>;
  readonly clock: Clock;
  readonly calendar: BusinessCalendar;
  readonly cipher: ContactCipher | undefined;
}

/** What may be read of the registry. */
export function listRoutes(sources: ListSources): readonly ApiRoute[] {
  const { db, readRegistry, clock, calendar, cipher } = sources;
  const reading = { method: 'get', status: 200, problems: [] } as const;
  return [
    route({
      ...{ ...reading, path: '/districts', access: 'scoped', answer: DistrictList },
      summary: 'All districts with how much stands in them.',
      handle: async () => districtList(await readRegistry()),
    }),
    route({
      ...{ ...reading, path: '/hospitals', query: HospitalQuery, answer: HospitalPage },
      access: 'scoped',
      summary: 'A page of active hospitals.',
      handle: ({ query, scope }) =>
        listHospitals(db, { ...query, scope }, { now: clock.now(), calendar }),
    }),
    route({
      ...{ ...reading, path: '/servers', query: ServerQuery, answer: ServerPage },
      access: 'scoped',
      summary: 'A page of active servers.',
      handle: ({ query, scope }) => listServers(db, { ...query, scope }),
    }),
    route({
      ...{ ...reading, path: '/pairs', answer: PairList },
      summary: 'Hospitals with two servers, by their assigned roles.',
      handle: async () => pairList(await readRegistry()),
    }),
    route({
      ...{ ...reading, path: '/calendar', access: 'scoped', answer: CalendarList },
      summary: 'Public holidays and make-up workdays that the center knows.',
      handle: async () => calendarList(calendar),
    }),
    route({
      ...{ ...reading, path: '/registry/events', query: RegistryEventQuery },
      answer: RegistryEventPage,
      summary: 'Changes of the registry with the thing before and after, newest first.',
      handle: ({ query }) => listEvents(db, query),
    }),
    route({
      ...{ ...reading, path: '/registry/export', query: ExportQuery, answer: 'file' },
      summary: 'The registry as a file that an import takes back, without people.',
      handle: async ({ query: { format, table } }) => {
        const tables = exportTables(await readRegistry());
        const wanted = format === 'csv' ? tables.filter(({ kind }) => kind === table) : tables;
        const [file] = await exportFiles(wanted, format);
        return file;
      },
    }),
    route({
      ...{ ...reading, path: '/registry/things/{key}', answer: RegistryDetail },
      problems: [404],
      summary: 'A district, hospital or server, what belongs to it, and its last changes.',
      handle: async ({ params: { key = '' } }) => {
        const detail = await readDetail({ db, cipher, registry: await readRegistry() }, key);
        if (detail === undefined)
          throw new HttpProblem(404, 'nothing in the registry has this key');
        return detail;
      },
    }),
  ];
}

function districtList({ districts, hospitals, servers }: StoredRegistry) {
  const inDistrict = Map.groupBy(hospitals.values(), ({ district }) => district);
  const atHospital = Map.groupBy(servers.values(), ({ hospital }) => hospital);
  const items = [...districts.values()].map((district) => {
    const own = inDistrict.get(district.adcode) ?? [];
    const count = own.reduce((sum, { code }) => sum + (atHospital.get(code)?.length ?? 0), 0);
    return { ...district, hospitals: own.length, servers: count };
  });
  return { items };
}

function pairList({ servers }: StoredRegistry) {
  const standbys = new Map(
    [...servers.values()].flatMap(({ id, hospital, role }): [string, string][] =>
      role === 'standby' ? [[hospital, id]] : [],
    ),
  );
  const items = [...servers.values()].flatMap(({ id, hospital, role }) => {
    const standby = standbys.get(hospital);
    return role === 'primary' && standby !== undefined ? [{ hospital, primary: id, standby }] : [];
  });
  return { items };
}

function calendarList({ years }: BusinessCalendar): CalendarList {
  return {
    years: years.map(({ holidays, workdays, ...same }) => ({
      ...same,
      holidays: holidays.map(({ name, days }) => ({ name, days: days.map(dayText) })),
      workdays: workdays.map(dayText),
    })),
  };
}
