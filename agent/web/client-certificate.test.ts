import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAllowedSan } from './client-certificate.ts';

const names = 'DNS:prom-1.example, IP Address:10.1.2.3, URI:spiffe://yibao/prometheus';

for (const [allowed, verdict] of [
  [[], true],
  [['prom-1.example'], true],
  [['10.1.2.3'], true],
  [['spiffe://yibao/prometheus'], true],
  [['prom-1.exampl'], false],
  [['1.example'], false],
  [['DNS:prom-1.example'], false],
] as const) {
  test(`[${allowed}] ${verdict ? 'lets in' : 'keeps out'} ${names}`, () => {
    assert.equal(isAllowedSan(names, allowed), verdict);
  });
}

test('a name cannot smuggle in a second one by a comma', () => {
  const smuggled = 'DNS:"a.example, DNS:prom-1.example"';

  assert.equal(isAllowedSan(smuggled, ['prom-1.example']), false);
});

test('a certificate without names matches no list', () => {
  assert.equal(isAllowedSan(undefined, ['prom-1.example']), false);
});
