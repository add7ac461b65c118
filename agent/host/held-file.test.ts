import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { systemClock } from '../../lib/clock.ts';
import { LinuxHost } from './linux-host.ts';
import { NoDataError } from './no-data-error.ts';

function setUp(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'yibao-host-'));
  mkdirSync(join(root, 'proc'));
  const host = new LinuxHost({ clock: systemClock, root });
  t.after(() => {
    host.close();
    rmSync(root, { recursive: true });
  });
  const write = (name: string, text: string): void => writeFileSync(join(root, 'proc', name), text);
  return { host, root, write };
}

describe('a held file', () => {
  test('is read anew in each collection, also when it has become shorter', (t) => {
    const { host, write } = setUp(t);
    write('a', 'long text\n');
    const file = host.open('/proc/a');

    assert.equal(file.read().toString(), 'long text\n');
    write('a', 'short\n');
    host.renew();
    assert.equal(file.read().toString(), 'short\n');
  });

  test('is read once by collectors that follow each other on it', (t) => {
    const { host, write } = setUp(t);
    write('a', 'one\n');
    write('b', 'two\n');
    const [a, b] = [host.open('/proc/a'), host.open('/proc/b')];

    const first = a.read();
    first.skipWord();
    write('a', 'new\n');

    assert.equal(a.read().word(), 'one');
    assert.equal(b.read().word(), 'two');
    assert.equal(a.read().word(), 'new');
    assert.equal(host.open('/proc/a'), a);
  });

  test('holds more than the buffer has room for at first', (t) => {
    const { host, write } = setUp(t);
    const text = 'x'.repeat(300_000);
    write('a', text);

    assert.equal(host.open('/proc/a').read().toString(), text);
  });

  test('that does not exist has no data; one that appears later is found', (t) => {
    const { host, write } = setUp(t);
    const file = host.open('/proc/later');

    assert.throws(() => file.read(), NoDataError);
    write('later', '1\n');
    assert.equal(file.read().integer(), 1);
  });

  test('that cannot be read says which it is', (t) => {
    const { host, root } = setUp(t);
    mkdirSync(join(root, 'proc/folder'));

    assert.throws(
      () => host.open('/proc/folder').read(),
      /^Error: \/proc\/folder: cannot be read$/,
    );
    assert.equal(host.text('/proc/folder'), undefined);
    assert.equal(host.text('/proc/missing'), undefined);
    assert.deepEqual(host.list('/proc/missing'), []);
  });
});

test('the page size of this machine is a power of two', () => {
  const { pageSize } = new LinuxHost({ clock: systemClock });

  assert.ok(pageSize >= 4096 && Number.isInteger(Math.log2(pageSize)));
});
