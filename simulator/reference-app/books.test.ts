import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { tempDir } from '../../test/support/temp-dir.ts';
import { Books } from './books.ts';
import { BureauBooks } from './bureau/bureau-books.ts';

test('books survive a kill: a torn line is dropped, everything else counts once', (t) => {
  const path = join(tempDir(t), 'deep/books.tsv');
  const first = new Books(path);
  first.add('a', ['txn', 'trade', 'ok'], ['settled', 'online']);
  first.add('b', ['txn', 'trade', 'ok']);
  first.close();
  appendFileSync(path, 'a txn tra');

  const second = new Books(path);
  t.after(() => second.close());
  second.add('a', ['txn', 'trade', 'timeout']);

  assert.deepEqual(second.totals(), {
    'a settled online': 1,
    'a txn trade ok': 1,
    'a txn trade timeout': 1,
    'b txn trade ok': 1,
  });
  assert.equal(second.sum('txn', 'trade'), 3);
  assert.equal(second.total('a', ['txn', 'trade', 'ok']), 1);
});

test('the ledger of the bureau knows a record that came twice, and sums a day by trade numbers', (t) => {
  const path = join(tempDir(t), 'ledger.jsonl');
  const first = new BureauBooks(path);
  first.note('online', '990100010A240513000001', 1, 1200);
  first.note('record', '990100010A240513000001', 2, 1200);
  first.note('record', '990100010B240513000001', 3, 800);
  first.note('record', '990100010B240513000001', 4, 800);
  first.note('record', '990100010A240512000009', 5, 5000);
  first.note('record', 'R990100010A240513000001', 6, 0);
  first.note('online', '990100010A240513000002', 7, 300);
  first.note('reverse', '990100010A240513000002', 8, 0);
  appendFileSync(path, '["online","99');

  const second = new BureauBooks(path);

  assert.equal(second.of('990100010B240513000001')?.records, 2);
  assert.deepEqual(second.sumOfDay('240513'), { count: 2, fen: 2000 });
});
