import type { Kysely, Updateable } from 'kysely';
import type { Clock } from '../../lib/clock.ts';
import type { ContactCipher } from '../registry/contacts/contact-cipher.ts';
import type { Tables } from '../storage/tables.ts';
import { type Account, accountFaults } from './account.ts';
import { hashPassword, passwordFaults } from './password.ts';
import { newTotpSecret, totpUri } from './totp.ts';

export interface AccountsOptions {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  /** Seals the secrets of the second factor. */
  readonly cipher: ContactCipher;
}

/** The place that a sealed secret belongs to. */
export function sealedFor(login: string): string {
  return `totp/${login}`;
}

/** Adds an account; gives the address for its authenticator app, which is shown once. Throws every mistake. */
export async function addAccount(
  { db, clock, cipher }: AccountsOptions,
  account: Account,
  password: string,
): Promise<string> {
  const faults = [
    ...accountFaults(account),
    ...passwordFaults(password, account.login).map((fault) => `password: ${fault}`),
  ];
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const secret = newTotpSecret();
  const row = {
    ...account,
    districts: [...account.districts],
    password_hash: await hashPassword(password),
    totp_sealed: cipher.seal(secret.toString('base64url'), sealedFor(account.login)),
    created_at: new Date(clock.now()),
  };
  const { numInsertedOrUpdatedRows: added } = await db
    .insertInto('account')
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirstOrThrow();
  if (added !== 1n) throw new Error(`login: ${account.login} is taken`);
  await tell({ db, clock }, account.login, 'created');
  return totpUri(account.login, secret);
}

/** A new password and a new second factor; ends sessions and locks. Undefined when nobody has the login. */
export async function resetAccount(
  { db, clock, cipher }: AccountsOptions,
  login: string,
  password: string,
): Promise<string | undefined> {
  const faults = passwordFaults(password, login).map((fault) => `password: ${fault}`);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const secret = newTotpSecret();
  const change = {
    password_hash: await hashPassword(password),
    totp_sealed: cipher.seal(secret.toString('base64url'), sealedFor(login)),
    ...{ totp_last_step: 0, failures: 0, locked_until: null, disabled: false },
  };
  const changed = await changeAccount(db, login, change);
  if (!changed) return undefined;
  await tell({ db, clock }, login, 'reset');
  return totpUri(login, secret);
}

/** Nobody signs in with it any more; what it did stays on record. False when nobody has the login. */
export async function disableAccount(
  { db, clock }: Pick<AccountsOptions, 'db' | 'clock'>,
  login: string,
): Promise<boolean> {
  const changed = await changeAccount(db, login, { disabled: true });
  if (changed) await tell({ db, clock }, login, 'disabled');
  return changed;
}

export interface ListedAccount extends Account {
  readonly disabled: boolean;
  readonly locked: boolean;
}

export async function listAccounts({
  db,
  clock,
}: Pick<AccountsOptions, 'db' | 'clock'>): Promise<readonly ListedAccount[]> {
  const rows = await db
    .selectFrom('account')
    .select(['login', 'name', 'role', 'districts', 'hospital', 'disabled', 'locked_until'])
    .orderBy('login')
    .execute();
  return rows.map(({ locked_until: until, ...row }) => ({
    ...row,
    locked: until !== null && until.getTime() > clock.now(),
  }));
}

type Change = Updateable<Tables['account']>;

function changeAccount(db: Kysely<Tables>, login: string, change: Change): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('login_session').where('login', '=', login).execute();
    const { numUpdatedRows } = await transaction
      .updateTable('account')
      .set(change)
      .where('login', '=', login)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  });
}

function tell(
  { db, clock }: Pick<AccountsOptions, 'db' | 'clock'>,
  login: string,
  what: 'created' | 'disabled' | 'reset',
) {
  const at = new Date(clock.now());
  return db
    .insertInto('sign_in_event')
    .values({ at, login, what, address: 'command line' })
    .execute();
}
