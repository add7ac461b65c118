import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { systemClock } from '../../../lib/clock.ts';
import { segmentsIn } from './folder.ts';
import { WalReader } from './reader.ts';
import { Wal, type WalOptions } from './wal.ts';

function folderFor(t: { after(run: () => void): void }): string {
  const folder = mkdtempSync(join(tmpdir(), 'yibao-wal-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const limits = { segmentBytes: 400, keepMs: 60_000, maxBytes: 10_000_000, clock: systemClock };

function openWal(folder: string, options: Partial<WalOptions> = {}): Promise<Wal> {
  return Wal.open({ ...limits, folder, ...options });
}

async function written(folder: string, texts: readonly string[]): Promise<void> {
  const wal = await openWal(folder);
  for (const text of texts) await wal.append(Buffer.from(text));
  await wal.close();
}

/** All that a reader finds: texts of the records, and how many places were damaged. */
async function readAll(wal: Wal, after = 0): Promise<{ texts: string[]; damages: number }> {
  const reader = new WalReader(wal, after);
  const texts: string[] = [];
  let damages = 0;
  for (let item = await reader.next(); item !== undefined; item = await reader.next()) {
    if (item.kind === 'record') texts.push(item.record.payload.toString());
    else damages += 1;
  }
  await reader.close();
  return { texts, damages };
}

async function reopenAndRead(folder: string) {
  const wal = await openWal(folder);
  const found = await readAll(wal);
  await wal.close();
  return { ...found, damages: found.damages + wal.cuts.length };
}

describe('write-ahead log', () => {
  test('what was appended is read back in order, over several segments and a restart', async (t) => {
    const folder = folderFor(t);
    const texts = Array.from({ length: 40 }, (_, at) => `{"n":${at},"text":"北京"}`);

    await written(folder, texts.slice(0, 25));
    await written(folder, texts.slice(25));

    assert.ok(segmentsIn(folder).length > 3);
    assert.deepEqual(await reopenAndRead(folder), { texts, damages: 0 });
  });

  test('appends of one moment get consecutive numbers and share an fsync', async (t) => {
    const wal = await openWal(folderFor(t), { segmentBytes: 1e6 });
    t.after(() => wal.close());

    const numbers = await Promise.all(
      Array.from({ length: 100 }, (_, at) => wal.append(Buffer.from(`${at}`))),
    );

    assert.deepEqual(
      numbers,
      Array.from({ length: 100 }, (_, at) => at + 1),
    );
    assert.equal((await readAll(wal)).texts.length, 100);
  });

  test('a reader that waits is told of the next record and keeps its place', async (t) => {
    const wal = await openWal(folderFor(t));
    t.after(() => wal.close());
    const reader = new WalReader(wal, 0);
    t.after(() => reader.close());
    await wal.append(Buffer.from('one'));
    await reader.next();
    assert.equal(await reader.next(), undefined);
    const told = wal.nextAppend;

    await wal.append(Buffer.from('two'));
    await told;

    const item = await reader.next();
    assert.ok(item?.kind === 'record' && item.record.payload.toString() === 'two');
  });

  test('a second writer for the same folder is refused until the first has closed', async (t) => {
    const folder = folderFor(t);
    const first = await openWal(folder);

    await assert.rejects(openWal(folder), /another notifier writes to this log/);

    await first.close();
    await (await openWal(folder)).close();
  });

  test('a full log refuses instead of forgetting what nobody has read', async (t) => {
    const wal = await openWal(folderFor(t), { maxBytes: 1000 });
    t.after(() => wal.close());
    await wal.append(Buffer.alloc(600, 'a'));

    await assert.rejects(wal.append(Buffer.alloc(600, 'b')), /the log is full/);

    await wal.trim(0);
    assert.equal((await readAll(wal)).texts.length, 1);
  });

  test('old segments go when they have been read, never the one that is not', async (t) => {
    const folder = folderFor(t);
    const later = { ...systemClock, now: () => Date.now() + 120_000 };
    const wal = await openWal(folder, { clock: later });
    t.after(() => wal.close());
    for (let n = 1; n <= 30; n += 1) await wal.append(Buffer.alloc(100, 'x'));
    const before = wal.bytes;

    await wal.trim(15);

    assert.ok(wal.bytes < before);
    const { texts, damages } = await readAll(wal, 15);
    assert.deepEqual({ count: texts.length, damages }, { count: 15, damages: 0 });
  });

  test('a segment that somebody deleted is noticed', async (t) => {
    const folder = folderFor(t);
    await written(
      folder,
      Array.from({ length: 30 }, (_, at) => `{"n":${at}}`),
    );
    const second = segmentsIn(folder)[1];
    rmSync(second!.path);

    const { texts, damages } = await reopenAndRead(folder);

    assert.ok(texts.length < 30 && texts.length > 10);
    assert.equal(damages, 1);
  });

  test('numbers go on after a crash that tore the header of a new segment', async (t) => {
    const folder = folderFor(t);
    await written(folder, ['a', 'b']);
    writeFileSync(join(folder, '0000000000000003.wal'), 'YBW');

    const wal = await openWal(folder);
    t.after(() => wal.close());

    assert.equal(await wal.append(Buffer.from('c')), 3);
    assert.deepEqual((await readAll(wal)).texts, ['a', 'b', 'c']);
  });

  damageProperties();
});

function damageProperties(): void {
  const texts = fc.array(fc.string({ maxLength: 60 }), { minLength: 1, maxLength: 12 });
  const runs = { numRuns: 20 };

  /** The bytes of a fresh log with these records, in one segment. */
  async function imageOf(t: TestContext, records: readonly string[]) {
    const folder = folderFor(t);
    const wal = await openWal(folder, { segmentBytes: 1e6 });
    await Promise.all(records.map((text) => wal.append(Buffer.from(text))));
    await wal.close();
    return { folder, path: segmentsIn(folder)[0]!.path };
  }

  test('a tail torn anywhere leaves the whole records before it, and nothing else', async (t) => {
    await fc.assert(
      fc.asyncProperty(texts, fc.nat(), async (records, place) => {
        const { folder, path } = await imageOf(t, records);
        const size = readFileSync(path).length;
        truncateSync(path, place % size);

        const found = await reopenAndRead(folder);

        assert.deepEqual(found.texts, records.slice(0, found.texts.length));
        const again = await reopenAndRead(folder);
        assert.deepEqual(again, { texts: found.texts, damages: 0 });
      }),
      runs,
    );
  });

  test('one flipped bit costs at most one record, is told, and never makes up another', async (t) => {
    await fc.assert(
      fc.asyncProperty(texts, fc.nat(), async (records, place) => {
        const { folder, path } = await imageOf(t, records);
        const bytes = readFileSync(path);
        const bit = 28 * 8 + (place % ((bytes.length - 28) * 8)); // behind the header
        bytes[bit >> 3]! ^= 1 << (bit & 7);
        writeFileSync(path, bytes);

        const { texts: found, damages } = await reopenAndRead(folder);

        assert.equal(damages, 1);
        assert.equal(found.length, records.length - 1);
        assert.ok(isSubsequence(found, records));
      }),
      runs,
    );
  });

  test('bytes that a crash left behind the last record are cut and kept beside', async (t) => {
    await fc.assert(
      fc.asyncProperty(
        texts,
        fc.uint8Array({ minLength: 1, maxLength: 90 }),
        async (records, junk) => {
          const { folder, path } = await imageOf(t, records);
          appendFileSync(path, junk);

          const found = await reopenAndRead(folder);

          assert.deepEqual(found, { texts: records, damages: 1 });
          const kept = readdirSync(folder).filter((name) => name.endsWith('.torn'));
          assert.deepEqual(readFileSync(join(folder, kept[0]!)), Buffer.from(junk));
        },
      ),
      runs,
    );
  });
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const text of whole) if (part[at] === text) at += 1;
  return at === part.length;
}
