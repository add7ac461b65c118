import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';
import { type ContactCipher, maskMobile } from './contacts/contact-cipher.ts';
import { readContacts } from './contacts/contact-store.ts';
import { latestEvents, type RegistryEvent } from './events.ts';
import type { District, Hospital, Server } from './registry.ts';
import { readRegistry } from './registry-store.ts';

type State = 'active' | 'retired' | 'pending';

/** A thing with what belongs to it; the numbers of people only as masks. */
export type Detail =
  | {
      readonly object: 'district';
      readonly district: District;
      readonly hospitals: number;
      readonly servers: number;
      readonly events: readonly RegistryEvent[];
    }
  | {
      readonly object: 'hospital';
      readonly state: State;
      readonly hospital: Hospital;
      readonly servers: readonly Server[];
      readonly contacts: readonly { kind: string; name: string; mobile: string }[];
      readonly events: readonly RegistryEvent[];
    }
  | {
      readonly object: 'server';
      readonly state: State;
      readonly server: Server;
      /** The other one of its pair. */
      readonly partner: string | null;
      readonly events: readonly RegistryEvent[];
    };

/** Finds a district, a hospital or a server by its key; undefined when there is none. */
export async function readDetail(
  db: Kysely<Tables>,
  key: string,
  cipher?: ContactCipher,
): Promise<Detail | undefined> {
  const { districts, hospitals, servers, retired } = await readRegistry(db);
  const district = districts.get(key);
  if (district !== undefined) {
    const codes = new Set(
      [...hospitals.values()].filter((each) => each.district === key).map(({ code }) => code),
    );
    const own = [...servers.values()].filter(({ hospital }) => codes.has(hospital));
    const events = await latestEvents(db, 'district', key);
    return { object: 'district', district, hospitals: codes.size, servers: own.length, events };
  }
  const hospital = hospitals.get(key) ?? retired.hospitals.get(key);
  if (hospital !== undefined) {
    const contacts = await readContacts(db, cipher, key);
    return {
      ...{ object: 'hospital', hospital },
      state: hospitals.has(key) ? 'active' : 'retired',
      servers: [...servers.values()].filter((server) => server.hospital === key),
      contacts: [...contacts.values()].map(({ kind, name, mobile }) => ({
        ...{ kind, name },
        mobile: maskMobile(mobile),
      })),
      events: await latestEvents(db, 'hospital', key),
    };
  }
  const server = servers.get(key) ?? retired.servers.get(key);
  if (server === undefined) return undefined;
  const partner = [...servers.values()].find(
    ({ id, hospital: place }) => place === server.hospital && id !== key,
  );
  return {
    ...{ object: 'server', server, partner: partner?.id ?? null },
    state: servers.has(key) ? 'active' : 'retired',
    events: await latestEvents(db, 'server', key),
  };
}
