import { z } from 'zod';
import { exactlyOne } from '../request.ts';
import {
  districtCode,
  districtOf,
  hospitalCode,
  hospitalOf,
  nameOf,
  serverId,
  serverOf,
} from './aim.ts';
import { expectAlarm } from './expectation.ts';
import { defineFault } from './fault.ts';

const Request = z
  .strictObject({
    hospital: hospitalCode.optional(),
    district: districtCode.optional(),
    server: serverId.optional(),
  })
  .superRefine(exactlyOne('hospital', 'district', 'server'));

/** The red list of last night never arrived: its last good download lies more than 26 hours back. */
export const downloadMiss = defineFault({
  kind: 'download-miss',
  summary: 'let the red list of last night be missing',
  settings: 'hospital, district or server',
  request: Request,
  inject(city, { hospital, district, server }, atMs) {
    const hospitals = hospital === undefined ? [] : [hospitalOf(city, hospital)];
    const ofDistrict = district === undefined ? [] : districtOf(city, district);
    const single = server === undefined ? [] : [serverOf(city, server).server];
    const hit = [...hospitals, ...ofDistrict].flatMap(({ servers }) => servers).concat(single);
    for (const each of hit) each.downloads.startMissing(atMs, each.countersFromMs);
    const [first] = hospitals;
    const who = first === undefined ? `${hit.length} server(s)` : nameOf(first);
    return {
      hospitals: [...new Set(hit.map(({ plan }) => plan.hospital))],
      servers: hit.map(({ plan }) => plan.id),
      effect: `${who}: last night's red list is missing, the one in use is older than 26 h`,
      expect: expectAlarm({ alert: 'NightlyDownloadMissed', priority: 'P3', count: hit.length }),
      heal(healedMs) {
        for (const each of hit) each.downloads.stopMissing(healedMs, each.countersFromMs);
      },
    };
  },
});
