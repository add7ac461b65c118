import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { consoleFolder, programsFolder } from '../build/build.ts';
import { type Layout, root } from '../layout.ts';
import { type Account, canRead } from './account.ts';
import { outputOf } from './commands.ts';

/** What the programs run from. */
export interface Built {
  readonly node: string;
  readonly programs: string;
  readonly console: string;
  readonly boards: string;
  readonly runbooks: string;
}

const builtHere = (): Built => ({
  node: realpathSync(process.execPath),
  programs: programsFolder,
  console: consoleFolder,
  boards: join(root, 'dashboards/generated'),
  runbooks: join(root, 'docs/runbooks'),
});

/** Where the programs and their data are, seen with the eyes of the account that runs them. */
export interface Place extends Built {
  readonly account: Account;
  /** Rendered configuration; written by the launcher at each start. */
  readonly config: string;
  /** Tokens, made once; only the account reads them. */
  readonly secrets: string;
  /** CSV files that the simulator writes and the center imports. */
  readonly registry: string;
  /** A program's own folder; only the account enters it. */
  readonly home: (program: string) => string;
}

/**
 * Makes the folders of the stack. Below a private folder (such as /root, or what mktemp makes) the account cannot
 * enter, and no right of its own would be worth giving it: the stack then stands in /var/lib, with a link here and
 * a copy of the programs there.
 */
export function makePlace(layout: Layout, account: Account, built: Built = builtHere()): Place {
  mkdirSync(layout.logs, { recursive: true });
  const stack = makeStack(layout.stack, account);
  const own = ['secrets', 'registry'].map((name) => join(stack, name));
  for (const folder of own) makePrivate(folder, account);
  const config = join(stack, 'config');
  mkdirSync(config, { recursive: true });
  return {
    ...{ account, config, secrets: join(stack, 'secrets'), registry: join(stack, 'registry') },
    home: (program) => makePrivate(join(stack, program), account),
    ...reachable(built, account, join(stack, 'app')),
  };
}

function makeStack(stack: string, account: Account): string {
  if (!existsSync(stack)) {
    rmSync(stack, { force: true }); // a link whose end is gone
    mkdirSync(stack);
    if (!canRead(account, stack)) {
      rmdirSync(stack);
      const elsewhere = mkdtempSync('/var/lib/yibao-');
      chmodSync(elsewhere, 0o755);
      symlinkSync(elsewhere, stack);
    }
  }
  const real = realpathSync(stack);
  if (canRead(account, real)) return real;
  throw new Error(
    `${real}: the account ${account.name} cannot enter it any more; open the folders above it (chmod o+x), or move it away to begin anew`,
  );
}

function reachable(here: Built, account: Account, copy: string): Built {
  if (Object.values(here).every((path) => canRead(account, path))) return here;
  const there: Built = {
    node: join(copy, 'node'),
    programs: join(copy, 'programs'),
    console: join(copy, 'console'),
    boards: join(copy, 'boards'),
    runbooks: join(copy, 'runbooks'),
  };
  mkdirSync(copy, { recursive: true });
  placeNode(here.node, there.node);
  for (const name of ['programs', 'console', 'boards', 'runbooks'] as const) {
    rmSync(there[name], { recursive: true, force: true });
    outputOf(['cp', '-rT', '--no-preserve=mode,ownership', here[name], there[name]]);
  }
  return there;
}

/** A second name for the same file, or a copy where that cannot be. */
function placeNode(from: string, to: string): void {
  rmSync(to, { force: true });
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
  chmodSync(to, 0o755);
}

function makePrivate(folder: string, account: Account): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chownSync(folder, account.uid, account.gid);
  return folder;
}
