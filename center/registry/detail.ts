import type { Kysely } from 'kysely';
import type { RegistryDetail } from '../../protocol/registry-detail.ts';
import type { Tables } from '../storage/tables.ts';
import { type ContactCipher, maskMobile } from './contacts/contact-cipher.ts';
import { readContacts } from './contacts/contact-store.ts';
import { latestEvents } from './events.ts';
import type { StoredRegistry } from './registry.ts';

interface Sources {
  readonly db: Kysely<Tables>;
  readonly registry: StoredRegistry;
  readonly cipher: ContactCipher | undefined;
}

/** A district, a hospital or a server by its key, numbers of people as masks; undefined when there is none. */
export async function readDetail(
  { db, registry, cipher }: Sources,
  key: string,
): Promise<RegistryDetail | undefined> {
  const { districts, hospitals, servers, retired } = registry;
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
