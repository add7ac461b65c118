import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { Compressor } from './compressor.ts';

const line = 'node_cpu_seconds_total{cpu="0",mode="idle"} 1823.31\n';

describe('the compressor', () => {
  for (const direct of [true, false]) {
    const way = direct ? 'directly' : 'through the stream';

    test(`gives page after page back unharmed, ${way}`, async (t) => {
      const compressor = new Compressor({ direct });
      t.after(() => compressor.close());

      for (const page of [line, '', line.repeat(5000), 'short', randomBytes(300_000)]) {
        const bytes = Buffer.from(page);
        const compressed = await compressor.compress(bytes);

        assert.deepEqual(gunzipSync(compressed), bytes);
      }
    });
  }

  test('both ways make the same bytes, and the runtime has the quick one', async (t) => {
    const [quick, slow] = [new Compressor(), new Compressor({ direct: false })];
    t.after(() => {
      quick.close();
      slow.close();
    });
    const page = Buffer.from(line.repeat(300));

    const first = await quick.compress(page);
    const second = await slow.compress(page);

    assert.deepEqual(first, second);
    assert.ok(first.length < page.length / 20);
  });

  test('an answer stays as it is while the next page is compressed', async (t) => {
    const compressor = new Compressor();
    t.after(() => compressor.close());
    const first = await compressor.compress(Buffer.from('first'));

    await compressor.compress(Buffer.from('second'));

    assert.equal(gunzipSync(first).toString(), 'first');
  });
});
