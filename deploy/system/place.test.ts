import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { tempDir } from '../../test/support/temp-dir.ts';
import { layoutOf } from '../layout.ts';
import { type Account, accountFor, canRead } from './account.ts';
import { outputOf } from './commands.ts';
import { type Built, makePlace } from './place.ts';
import { secretFile } from './secrets.ts';

const isRoot = userInfo().uid === 0;
const skip = isRoot ? false : 'only root steps down to another account';
/** Every Debian has it, and it owns nothing. */
const nobody = (): Account => accountFor('nobody');

/** What a checkout would have, below a folder of the given mode; what a link leads to goes with it. */
function checkout(t: TestContext, mode: number) {
  const state: { stack?: string } = {};
  t.after(() => {
    const stack = state.stack ?? '';
    if (existsSync(stack) && lstatSync(stack).isSymbolicLink()) {
      rmSync(realpathSync(stack), { recursive: true });
    }
  });
  const parent = tempDir(t);
  const built: Built = {
    ...{ programs: join(parent, 'programs'), console: join(parent, 'console') },
    ...{ boards: join(parent, 'boards'), runbooks: join(parent, 'runbooks') },
    node: join(parent, 'node'),
  };
  for (const folder of [built.programs, built.console, built.boards, built.runbooks]) {
    mkdirSync(folder);
    writeFileSync(join(folder, 'file'), folder, { mode: 0o600 });
  }
  writeFileSync(built.node, '#!/bin/sh\necho node\n', { mode: 0o755 });
  chmodSync(parent, mode);
  const layout = layoutOf(join(parent, 'data'));
  state.stack = layout.stack;
  return { parent, layout, built, make: () => makePlace(layout, nobody(), built) };
}

describe('the place of the stack', { skip }, () => {
  test('is the data folder when the account can enter it', (t) => {
    const { layout, built, make } = checkout(t, 0o755);

    const place = make();

    assert.equal(place.config, join(layout.stack, 'config'));
    assert.equal(place.programs, built.programs);
    assert.equal(statSync(place.home('notifier')).mode & 0o777, 0o700);
    assert.equal(statSync(place.home('notifier')).uid, nobody().uid);
  });

  test('is elsewhere, with a link, below a folder that the account cannot enter', (t) => {
    const { layout, make } = checkout(t, 0o700);

    const place = make();

    assert.match(place.config, /^\/var\/lib\/yibao-\w+\/config$/);
    assert.equal(realpathSync(layout.stack), place.config.replace(/\/config$/, ''));
    for (const folder of [place.programs, place.console, place.boards, place.runbooks]) {
      assert.equal(canRead(nobody(), join(folder, 'file')), true, folder);
    }
    assert.equal(outputOf([place.node]), 'node\n');
    assert.equal(make().config, place.config, 'the next start finds it again');
  });

  test('that was closed afterwards is told with what to do', (t) => {
    const { parent, make } = checkout(t, 0o755);
    make();

    chmodSync(parent, 0o700);

    assert.throws(() => make(), /nobody cannot enter it any more; open the folders above it/);
  });

  test('keeps secrets that only the account can read, the same at every start', (t) => {
    const place = checkout(t, 0o755).make();

    const file = secretFile(place, 'sms-token');
    const before = statSync(file);

    assert.equal(before.mode & 0o777, 0o600);
    assert.equal(before.uid, nobody().uid);
    assert.equal(secretFile(place, 'sms-token'), file);
    assert.equal(statSync(file).mtimeMs, before.mtimeMs);
  });
});

describe('accounts', () => {
  test('an account that is root in disguise is refused', { skip }, () => {
    assert.throws(() => accountFor('root'), /must not run as root/);
  });
});
