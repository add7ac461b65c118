import type { Kysely } from 'kysely';
import type { Tables } from '../../storage/tables.ts';
import type { Changes } from '../import/changes.ts';
import { type Contact, keyOf } from '../registry.ts';
import type { ContactCipher } from './contact-cipher.ts';

/** All contacts by key, their numbers opened; without a cipher the numbers read as empty. */
export async function readContacts(
  db: Kysely<Tables>,
  cipher: ContactCipher | undefined,
  hospital?: string,
): Promise<ReadonlyMap<string, Contact>> {
  let query = db.selectFrom('hospital_contact').selectAll();
  if (hospital !== undefined) query = query.where('hospital', '=', hospital);
  const rows = await query.orderBy('hospital').orderBy('kind').orderBy('name').execute();
  return new Map(
    rows.map(({ mobile_sealed: sealed, ...row }): [string, Contact] => {
      const key = keyOf.contacts({ ...row, mobile: '' });
      return [key, { ...row, mobile: cipher?.open(sealed, key) ?? '' }];
    }),
  );
}

/** Writes and removes contacts; throws when numbers are to be written and no key is there. */
export async function writeContacts(
  db: Kysely<Tables>,
  { changes }: Changes['contacts'],
  cipher: ContactCipher | undefined,
): Promise<void> {
  for (const { after, before, key } of changes) {
    const gone = after ?? before;
    if (gone === null) continue;
    if (after === null) {
      await db
        .deleteFrom('hospital_contact')
        .where('hospital', '=', gone.hospital)
        .where('kind', '=', gone.kind)
        .where('name', '=', gone.name)
        .execute();
      continue;
    }
    if (cipher === undefined) throw new Error('contacts: there is no key to seal them with');
    const { mobile, ...row } = after;
    const sealed = cipher.seal(mobile, key);
    await db
      .insertInto('hospital_contact')
      .values({ ...row, mobile_sealed: sealed })
      .onConflict((conflict) =>
        conflict.columns(['hospital', 'kind', 'name']).doUpdateSet({ mobile_sealed: sealed }),
      )
      .execute();
  }
}
