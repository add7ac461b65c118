import { createHash, randomBytes } from 'node:crypto';
import type { SignIn } from '../../protocol/sign-in.ts';
import type { Account } from './account.ts';
import { type AccountsOptions, sealedFor } from './accounts.ts';
import { afterFailure, type Failures, waitSeconds } from './lockout.ts';
import { hashPassword, isPassword } from './password.ts';
import { totpStep } from './totp.ts';

/** Sessions that a person may have at a time; a further one ends the oldest. */
const mostSessions = 2;
const idleMs = 15 * 60_000;
const longestMs = 12 * 3_600_000;
/** How exact the time of the last request is kept: not each request writes. */
const seenEveryMs = 30_000;

export type SignInOutcome =
  | { readonly outcome: 'signed_in'; readonly account: Account; readonly token: string }
  /** Which of the three was wrong is nobody's business. */
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'locked'; readonly retryAfterSeconds: number };

/** Signing in with password and one-time code, and the sessions that follow. */
export class SignInDesk {
  readonly #options: AccountsOptions;
  /** Compared with when nobody has the login, so that the answer takes as long. */
  readonly #nobody = hashPassword(randomBytes(16).toString('hex'));

  constructor(options: AccountsOptions) {
    this.#options = options;
  }

  async signIn({ login, password, code }: SignIn, address: string): Promise<SignInOutcome> {
    const { db, cipher, clock } = this.#options;
    const row = await db
      .selectFrom('account')
      .selectAll()
      .where('login', '=', login)
      .where('disabled', '=', false)
      .executeTakeFirst();
    if (row === undefined) {
      await isPassword(password, await this.#nobody);
      return this.#refuse(login, address);
    }
    const wait = waitSeconds(failuresOf(row), clock.now());
    if (wait > 0) {
      await this.#tell(login, 'locked', address);
      return { outcome: 'locked', retryAfterSeconds: wait };
    }
    const secret = Buffer.from(cipher.open(row.totp_sealed, sealedFor(login)), 'base64url');
    const lastStep = Number(row.totp_last_step);
    const step = totpStep(secret, { code, nowMs: clock.now(), lastStep });
    const isRight = await isPassword(password, row.password_hash);
    if (!isRight || step === undefined || !(await this.#useStep(login, step))) {
      await this.#countFailure(login);
      return this.#refuse(login, address);
    }
    const token = await this.#openSession(login, address);
    await this.#tell(login, 'signed_in', address);
    return { outcome: 'signed_in', account: accountOf(row), token };
  }

  /** Who the token is of; undefined when it is of nobody, or was idle or open too long. */
  async accountOf(token: string): Promise<Account | undefined> {
    const { db, clock } = this.#options;
    const now = clock.now();
    const row = await db
      .selectFrom('login_session')
      .innerJoin('account', 'account.login', 'login_session.login')
      .select(['account.login', 'name', 'role', 'districts', 'hospital', 'seen_at'])
      .where('token_hash', '=', hashOf(token))
      .where('disabled', '=', false)
      .where('seen_at', '>', new Date(now - idleMs))
      .where('login_session.created_at', '>', new Date(now - longestMs))
      .executeTakeFirst();
    if (row === undefined) return undefined;
    if (now - row.seen_at.getTime() > seenEveryMs) {
      await db
        .updateTable('login_session')
        .set({ seen_at: new Date(now) })
        .where('token_hash', '=', hashOf(token))
        .execute();
    }
    return accountOf(row);
  }

  async signOut(token: string, address: string): Promise<void> {
    const ended = await this.#options.db
      .deleteFrom('login_session')
      .where('token_hash', '=', hashOf(token))
      .returning('login')
      .executeTakeFirst();
    if (ended !== undefined) await this.#tell(ended.login, 'signed_out', address);
  }

  /** False when another sign-in used the same code in between. */
  async #useStep(login: string, step: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#options.db
      .updateTable('account')
      .set({ totp_last_step: step, failures: 0, locked_until: null })
      .where('login', '=', login)
      .where('totp_last_step', '<', String(step))
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  async #countFailure(login: string): Promise<void> {
    const { db, clock } = this.#options;
    await db.transaction().execute(async (transaction) => {
      const row = await transaction
        .selectFrom('account')
        .select(['failures', 'locked_until'])
        .where('login', '=', login)
        .forUpdate()
        .executeTakeFirst();
      if (row === undefined) return;
      const { count, lockedUntil } = afterFailure(failuresOf(row), clock.now());
      const until = lockedUntil === 0 ? null : new Date(lockedUntil);
      await transaction
        .updateTable('account')
        .set({ failures: count, locked_until: until })
        .where('login', '=', login)
        .execute();
    });
  }

  async #openSession(login: string, address: string): Promise<string> {
    const { db, clock } = this.#options;
    const token = randomBytes(32).toString('base64url');
    const now = new Date(clock.now());
    await db.transaction().execute(async (transaction) => {
      const row = { token_hash: hashOf(token), login, created_at: now, seen_at: now, address };
      await transaction.insertInto('login_session').values(row).execute();
      const kept = transaction
        .selectFrom('login_session')
        .select('token_hash')
        .where('login', '=', login)
        .orderBy('created_at', 'desc')
        .limit(mostSessions);
      await transaction
        .deleteFrom('login_session')
        .where('login', '=', login)
        .where('token_hash', 'not in', kept)
        .execute();
    });
    return token;
  }

  async #refuse(login: string, address: string): Promise<SignInOutcome> {
    await this.#tell(login, 'refused', address);
    return { outcome: 'refused' };
  }

  #tell(login: string, what: 'signed_in' | 'refused' | 'locked' | 'signed_out', address: string) {
    const at = new Date(this.#options.clock.now());
    return this.#options.db
      .insertInto('sign_in_event')
      .values({ at, login: login.slice(0, 64), what, address })
      .execute();
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function failuresOf(row: { failures: number; locked_until: Date | null }): Failures {
  return { count: row.failures, lockedUntil: row.locked_until?.getTime() ?? 0 };
}

function accountOf({ login, name, role, districts, hospital }: Account): Account {
  return { login, name, role, districts, hospital };
}
