import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { silentLog } from '../../lib/json-log.ts';
import type { Emit } from '../collectors/collector.ts';
import { Textfile } from './textfile.ts';

interface Scene {
  readonly textfile: Textfile;
  write(name: string, content: string | Buffer): void;
  /** Runs the collector: `name labels` → value. */
  run(): Record<string, number>;
}

function scene(t: TestContext): Scene {
  const folder = mkdtempSync(join(tmpdir(), 'yibao-textfile-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const textfile = new Textfile({
    directories: [folder],
    maxBytes: 1000,
    isTaken: (name) => name === 'node_load1',
    log: silentLog,
  });
  const collect = textfile.collector.start(undefined as never, undefined as never);
  return {
    textfile,
    write: (name, content) => writeFileSync(join(folder, name), content),
    run: () => {
      const found: Record<string, number> = {};
      const emit = (metric: { name: string }, value: number, ...labels: string[]) => {
        const short = labels.map((label) => label.replace(`${folder}/`, ''));
        found[[metric.name, ...short].join(' ')] = value;
      };
      void collect(emit as unknown as Emit, new AbortController().signal);
      return found;
    },
  };
}

describe('the textfile collector', () => {
  test('prints good files and tells their age', (t) => {
    const { textfile, write, run } = scene(t);
    write('a.prom', '# TYPE a gauge\na 1\n');
    write('b.prom', 'b{x="1"} 2\n');
    write('ignored.txt', 'c 3\n');

    const found = run();

    assert.equal(
      textfile.text,
      '# HELP a Read from a textfile.\n# TYPE a gauge\na 1\n# HELP b Read from a textfile.\n# TYPE b untyped\nb{x="1"} 2\n',
    );
    assert.equal(found.node_textfile_scrape_error, 0);
    assert.ok((found['node_textfile_mtime_seconds a.prom'] ?? 0) > 1e9);
  });

  const faults: readonly [what: string, content: string | Buffer, reason: string][] = [
    ['a bad line', 'a 1\nb two\n', 'syntax'],
    ['bytes that are no text', Buffer.from([0x61, 0xff, 0xfe, 0x20, 0x31]), 'syntax'],
    ['too many bytes', `a ${'1'.repeat(2000)}\n`, 'too_large'],
    ['a name of the agent', 'node_load1 1\n', 'conflict'],
    ['another type', '# TYPE good counter\ngood{x="1"} 1\n', 'conflict'],
    ['a series of another file', '# TYPE good gauge\ngood 7\n', 'conflict'],
  ];
  for (const [what, content, reason] of faults) {
    test(`quarantines a file with ${what} alone`, (t) => {
      const { textfile, write, run } = scene(t);
      write('a-good.prom', '# TYPE good gauge\ngood 1\n');
      write('z-bad.prom', content);

      const found = run();

      assert.match(textfile.text, /^good 1$/m);
      assert.equal(textfile.text.split('\n').length, 4);
      assert.equal(found[`yibao_agent_textfile_quarantined z-bad.prom ${reason}`], 1);
      assert.equal(found.node_textfile_scrape_error, 1);
    });
  }

  test('reads UTF-16 as Windows tools write it', (t) => {
    const { textfile, write, run } = scene(t);
    write('w.prom', Buffer.from('\ufeffw{name="以太网"} 1\r\n', 'utf16le'));

    run();

    assert.match(textfile.text, /^w\{name="以太网"\} 1$/m);
  });

  test('joins one family of two files', (t) => {
    const { textfile, write, run } = scene(t);
    write('a.prom', 'x{n="1"} 1\n');
    write('b.prom', '# HELP x Help of the second.\nx{n="2"} 2\n');

    run();

    assert.equal(
      textfile.text,
      '# HELP x Help of the second.\n# TYPE x untyped\nx{n="1"} 1\nx{n="2"} 2\n',
    );
  });

  test('a file that was mended comes back', (t) => {
    const { textfile, write, run } = scene(t);
    write('a.prom', 'a one\n');
    run();
    write('a.prom', 'a 1\n');

    const found = run();

    assert.match(textfile.text, /^a 1$/m);
    assert.equal(found.node_textfile_scrape_error, 0);
  });
});
