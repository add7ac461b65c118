import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base32, newTotpSecret, totpCode, totpStep, totpUri } from './totp.ts';

/** RFC 6238 appendix B, mode SHA1; the last six of its eight digits. */
const secret = Buffer.from('12345678901234567890');
const vectors = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const;

for (const [seconds, code] of vectors) {
  test(`the code at ${seconds} s is the one of RFC 6238`, () => {
    assert.equal(totpCode(secret, Math.floor(seconds / 30)), code);
  });
}

test('a code passes one step early and one late, and no further', () => {
  const step = 1000;
  const code = totpCode(secret, step);
  const passes = (at: number) => totpStep(secret, { code, nowMs: at * 30_000, lastStep: 0 });

  assert.deepEqual([998, 999, 1000, 1001, 1002].map(passes), [
    undefined,
    step,
    step,
    step,
    undefined,
  ]);
});

test('a code opens once', () => {
  const code = totpCode(secret, 1000);

  assert.equal(totpStep(secret, { code, nowMs: 30_000_000, lastStep: 1000 }), undefined);
});

test('what is no code is refused, blanks are not', () => {
  const nowMs = 30_000_000;
  const code = totpCode(secret, 1000);
  const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;

  assert.equal(totpStep(secret, { code: spaced, nowMs, lastStep: 0 }), 1000);
  for (const wrong of ['', '12345', '1234567', '一二三四五六', `${code}0`]) {
    assert.equal(totpStep(secret, { code: wrong, nowMs, lastStep: 0 }), undefined);
  }
});

test('base32 is the one of RFC 4648, without padding', () => {
  const examples = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'];

  assert.deepEqual(
    examples.map((text) => base32(Buffer.from(text))),
    ['', 'MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI'],
  );
});

test('the address for an authenticator app holds the secret', () => {
  assert.equal(
    totpUri('wang.li', secret),
    'otpauth://totp/yibao-watch%3Awang.li?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=yibao-watch',
  );
  assert.equal(newTotpSecret().length, 20);
});
