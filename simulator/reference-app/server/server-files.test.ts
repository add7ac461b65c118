import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { certificate } from './certificate.ts';
import { DatasetStore } from './dataset-store.ts';
import { ServerFiles } from './files.ts';
import { UploadSpool } from './upload-spool.ts';

test('a certificate is a real one that ends when it should', () => {
  const untilMs = Date.parse('2051-06-01T12:00:00Z');
  const pem = certificate({ name: 'SIM tls', fromMs: 0, untilMs, serial: 7 });
  const read = new X509Certificate(pem);

  assert.equal(read.validToDate.getTime(), untilMs);
  assert.equal(read.subject, 'CN=SIM tls');
  assert.ok(read.verify(read.publicKey));
});

test('a record waits on disk, survives a restart, and is moved once it is sent', (t) => {
  const root = tempDir(t);
  const record = { recordNo: '990100010A240513000001', queue: 'trade', mode: 'offline' } as const;
  new UploadSpool(root).put({ ...record, feeAll: 1 });
  new UploadSpool(root).put({ ...record, recordNo: 'R1', queue: 'refund', feeAll: 2 });

  const spool = new UploadSpool(root);
  assert.equal(spool.length, 2);
  for (const waiting of spool.waiting(10)) spool.move(waiting, 'sent');

  assert.equal(new UploadSpool(root).length, 0);
  assert.equal(spool.count('sent', 'trade'), 1);
  assert.equal(spool.count('sent', 'refund'), 1);
});

test('a dataset is in use when it is loaded, with the rows that were loaded; two versions stay', (t) => {
  const root = tempDir(t);
  const store = new DatasetStore(root);
  const times = { generatedMs: 0, deadlineMs: 0, startedMs: 0, finishedMs: 0 };
  assert.equal(store.current('redlist'), '0');
  for (const version of ['20240512001', '20240513001', '20240514001']) {
    store.load({ dataset: 'redlist', version, content: 'a\nb\n', announced: 2, ...times });
  }

  const folder = join(root, 'redlist');
  assert.equal(store.current('redlist'), '20240514001');
  assert.deepEqual(readdirSync(folder).sort(), ['20240513001', '20240514001', 'CURRENT']);
  const manifest = JSON.parse(readFileSync(join(folder, '20240514001/manifest.json'), 'utf8'));
  assert.equal(manifest.rows, 2);
  assert.match(manifest.hash, /^sha256:[0-9a-f]{64}$/);
});

test('programs have checksums, and heartbeats are files', (t) => {
  const files = new ServerFiles(tempDir(t));
  files.install();
  files.heartbeat(3);
  files.heartbeat(3);

  const sums = readFileSync(join(files.root, 'app/SHA256SUMS'), 'utf8');
  assert.match(sums, /^[0-9a-f]{64} {2}settle_core\/program\.bin$/m);
  assert.deepEqual(readdirSync(join(files.root, 'run/card-readers')), ['3']);
  rmSync(files.root, { recursive: true });
});
