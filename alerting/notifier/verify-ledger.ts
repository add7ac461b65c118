import { openDatabase } from '../../lib/database.ts';
import { verifyLedger } from './storage/ledger.ts';
import type { Tables } from './storage/tables.ts';

/** Reads the ledger of a database and says in one line whether it is whole. */
export async function verdictOf(url: string): Promise<{ isWhole: boolean; text: string }> {
  const { db, close } = openDatabase<Tables>(url, () => {});
  try {
    const verdict = await verifyLedger(db);
    return verdict.whole
      ? { isWhole: true, text: `ledger: ${verdict.records} records, whole; head ${verdict.hash}` }
      : { isWhole: false, text: `ledger: BROKEN: ${verdict.reason}` };
  } finally {
    await close();
  }
}
