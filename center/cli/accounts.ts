import { readFileSync } from 'node:fs';
import { systemClock } from '../../lib/clock.ts';
import { loadConfig } from '../../lib/config.ts';
import { roles } from '../../protocol/sign-in.ts';
import { CenterConfig } from '../config.ts';
import { contactCipher } from '../registry/contacts/contact-cipher.ts';
import type { Account } from '../users/account.ts';
import {
  type AccountsOptions,
  addAccount,
  disableAccount,
  listAccounts,
  resetAccount,
} from '../users/accounts.ts';
import type { Call, Command, Outcome } from './command.ts';
import { withDatabase } from './with-database.ts';

const passwordFile = { 'password-file': { type: 'string' } } as const;

export const accountAdd: Command = {
  name: 'account add',
  synopsis:
    'LOGIN --name NAME --role ROLE --password-file FILE [--district CODE,…] [--hospital CODE]',
  summary: `a person who may sign in; roles: ${roles.join(', ')}`,
  options: {
    ...passwordFile,
    name: { type: 'string' },
    role: { type: 'string' },
    district: { type: 'string' },
    hospital: { type: 'string' },
  },
  run: async (call) => {
    const account = accountOf(call);
    const password = passwordOf(call);
    const uri = await withAccounts(call, (options) => addAccount(options, account, password));
    return secretShown(uri);
  },
};

export const accountReset: Command = {
  name: 'account reset',
  synopsis: 'LOGIN --password-file FILE',
  summary: 'a new password and a new second factor; ends sessions and locks',
  options: passwordFile,
  run: async (call) => {
    const password = passwordOf(call);
    const login = loginOf(call);
    const uri = await withAccounts(call, (options) => resetAccount(options, login, password));
    return uri === undefined ? unknown(login) : secretShown(uri);
  },
};

export const accountDisable: Command = {
  name: 'account disable',
  synopsis: 'LOGIN',
  summary: 'nobody signs in with it any more',
  options: {},
  run: async (call) => {
    const login = loginOf(call);
    const done = await withDatabase(call.config, ({ db }) =>
      disableAccount({ db, clock: systemClock }, login),
    );
    return done ? { status: 0, report: [`${login}: disabled`] } : unknown(login);
  },
};

export const accountList: Command = {
  name: 'account list',
  synopsis: '',
  summary: 'who may sign in',
  options: {},
  run: async ({ config }) => {
    const accounts = await withDatabase(config, ({ db }) =>
      listAccounts({ db, clock: systemClock }),
    );
    const report = accounts.map(({ login, name, role, districts, hospital, disabled, locked }) => {
      const where = hospital ?? (districts.join(',') || '-');
      const isClosed = disabled || locked;
      const closed = disabled ? 'disabled' : 'locked';
      return [login, role, where, isClosed ? closed : 'active', name].join('\t');
    });
    return { status: 0, report: report.length === 0 ? ['nobody yet: account add'] : report };
  },
};

function accountOf(call: Call): Account {
  const { flags } = call;
  const given = flags.needed('role');
  const role = roles.find((known) => known === given);
  if (role === undefined) {
    throw new Error(`--role: expected one of ${roles.join(', ')}, got ${JSON.stringify(given)}`);
  }
  const districts = flags.text('district')?.split(',') ?? [];
  return {
    login: loginOf(call),
    name: flags.needed('name'),
    role,
    districts,
    hospital: flags.text('hospital') ?? null,
  };
}

function loginOf({ words }: Call): string {
  const [login, ...more] = words;
  if (login === undefined || more.length > 0) throw new Error('account: expected one LOGIN');
  return login;
}

/** From a file: a password on a command line stands in the list of processes. `-` is standard input. */
function passwordOf({ flags }: Call): string {
  const file = flags.needed('password-file');
  return readFileSync(file === '-' ? 0 : file, 'utf8').replace(/\r?\n$/, '');
}

async function withAccounts<T>(
  { config }: Call,
  run: (options: AccountsOptions) => Promise<T>,
): Promise<T> {
  const { keyFile } = loadConfig(CenterConfig, config).login;
  if (keyFile === undefined) throw new Error(`${config}: expected login.keyFile`);
  const cipher = contactCipher(keyFile);
  return withDatabase(config, ({ db }) => run({ db, clock: systemClock, cipher }));
}

function secretShown(uri: string): Outcome {
  const report = ['For the authenticator app, shown this once:', uri];
  return { status: 0, report };
}

function unknown(login: string): Outcome {
  return { status: 1, report: [`${login}: nobody has this login`] };
}
