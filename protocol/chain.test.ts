import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenLink, chainHash, chainStart, type Link } from './chain.ts';

function chainOf(count: number): Link[] {
  const links: Link[] = [];
  for (let seq = 1; seq <= count; seq += 1) {
    const prev = links.at(-1)?.hash ?? chainStart;
    const record = { at: 1_700_000_000_000 + seq, kind: 'intent' };
    links.push({ seq, prev, record, hash: chainHash(prev, record) });
  }
  return links;
}

function firstBroken(links: readonly Link[]): string | undefined {
  let before = { seq: 0, hash: chainStart };
  for (const link of links) {
    const broken = brokenLink(before, link);
    if (broken !== undefined) return broken;
    before = link;
  }
  return undefined;
}

test('an untouched chain is whole', () => {
  assert.equal(firstBroken(chainOf(5)), undefined);
});

test('a changed record, a missing one and one put in are each found and named', () => {
  const changed = chainOf(5).map((link) =>
    link.seq === 3 ? { ...link, record: { ...link.record, kind: 'sent' } } : link,
  );
  const missing = chainOf(5).filter((link) => link.seq !== 3);
  const [first, second, ...rest] = chainOf(5);
  const record = { at: 0, kind: 'forged' };
  const forged = { seq: 2, prev: first!.hash, record, hash: chainHash(first!.hash, record) };

  assert.match(firstBroken(changed) ?? '', /^record 3 was changed/);
  assert.equal(firstBroken(missing), 'expected record 3, got 4');
  assert.match(firstBroken([first!, forged, ...rest]) ?? '', /^record 3 follows .* record 2 has/);
  assert.notEqual(second?.hash, forged.hash);
});

test('the hash is that of the published construction, so that any tool can check it', () => {
  // printf '%064d{"a":1}' 0 | sha256sum
  assert.equal(
    chainHash(chainStart, { a: 1 }),
    'fc6cee09194dd2578bd7664604fcb72a539066fd34544cea0009c43eb6cdc289',
  );
});
