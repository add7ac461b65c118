import type { Kysely } from 'kysely';
import { loadConfig } from '../../lib/config.ts';
import { openDatabase } from '../../lib/database.ts';
import { CenterConfig, databaseUrl } from '../config.ts';
import { type ContactCipher, contactCipher } from '../registry/contacts/contact-cipher.ts';
import type { Tables } from '../storage/tables.ts';

export interface CenterDatabase {
  readonly db: Kysely<Tables>;
  readonly cipher: ContactCipher | undefined;
}

/** Opens the database that the settings name, for as long as `run` takes. */
export async function withDatabase<T>(
  config: string,
  run: (database: CenterDatabase) => Promise<T>,
): Promise<T> {
  const { database, registry } = loadConfig(CenterConfig, config);
  const { contactKeyFile } = registry;
  const cipher = contactKeyFile === undefined ? undefined : contactCipher(contactKeyFile);
  const { db, close } = openDatabase<Tables>(databaseUrl(database), () => {});
  try {
    return await run({ db, cipher });
  } finally {
    await close();
  }
}
