import assert from 'node:assert/strict';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { FakeClock } from '../../test/support/fake-clock.ts';
import { tempDir } from '../../test/support/temp-dir.ts';
import { numbersOf, watch } from '../../test/support/watched-insurance.ts';
import type { Insurance } from './insurance.ts';

const noon = Date.parse('2024-05-13T12:00:00Z');

/** One entry of the Beijing log. */
function entry(serial: number, method = 'Trade'): string {
  const ms = String(serial % 1000).padStart(3, '0');
  const second = String(Math.floor(serial / 1000) % 60).padStart(2, '0');
  return `2024-05-13 09:12:${second},${ms} [${serial % 7}] INFO  sscardLog - [社保接口] [${method}] 耗时:${serial}毫秒 接收内容:<root version="2.003"><state success="true"/><output>***</output></root>`;
}

class Application {
  readonly root: string;
  /** What stands whole in the logs. */
  written = 0;
  #serial = 0;
  #hour = 9;
  #isTorn = false;

  constructor(root: string) {
    this.root = root;
    mkdirSync(this.#folder(), { recursive: true });
  }

  get path(): string {
    return join(this.#folder(), `${String(this.#hour).padStart(2, '0')}.txt`);
  }

  trade(): void {
    this.#serial += 1;
    this.written += 1;
    appendFileSync(this.path, `${entry(this.#serial)}\r\n`);
    this.#isTorn = false;
  }

  /** As a kill leaves it; the next entry follows on the same line. */
  tear(share: number): void {
    if (this.#isTorn) return; // nothing is torn twice without a start between
    this.#serial += 1;
    const bytes = Buffer.from(entry(this.#serial));
    appendFileSync(this.path, bytes.subarray(0, Math.floor(bytes.length * share)));
    this.#isTorn = true;
  }

  nextHour(): void {
    this.#hour = (this.#hour + 1) % 100;
    this.#isTorn = false;
  }

  /** The folder of the logs is moved away, as at night. */
  moveFolder(): void {
    renameSync(
      join(this.root, 'log/trade'),
      join(this.root, `log/trade.${this.#serial}.${Math.random()}`),
    );
    mkdirSync(this.#folder(), { recursive: true });
    this.#isTorn = false;
  }

  /** Copied away and cut, as logrotate's copytruncate. */
  copyAndCut(): void {
    if (!existsSync(this.path)) return;
    const copy = join(this.#folder(), `x${String(this.#serial).padStart(6, '0')}.txt`);
    copyFileSync(this.path, copy);
    truncateSync(this.path);
    this.#isTorn = false;
  }

  #folder(): string {
    return join(this.root, 'log/trade/20240513');
  }
}

const trades = (insurance: Insurance): number => {
  const numbers = numbersOf(insurance);
  const total = numbers.get('yibao_txn_total{txn="trade",result="ok"}') ?? 0;
  assert.equal(numbers.get('yibao_txn_duration_seconds_count{txn="trade"}') ?? 0, total);
  assert.equal(numbers.get('yibao_txn_mode_total{mode="online"}') ?? 0, total);
  return total;
};

describe('the books of the application', () => {
  test('equal the counters over hours, moved and copied logs, torn lines, stops and kills of the agent', async (t) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const root = tempDir(t);
        const run = new Run(root);
        await run.read();
        for (const each of steps) await run.do(each);
        await run.do({ do: 'trade', n: 1 });
        await run.read();
        await run.read();
        assert.equal(trades(run.agent.insurance), run.application.written);
        run.agent.insurance.close();
        rmSync(root, { recursive: true, force: true });
      }),
      { numRuns: 60 },
    );
  });

  test('equal the counters when the folder is moved away at night', async (t) => {
    const root = tempDir(t);
    const { insurance, background } = watch({ root, stateDir: join(root, 'state') });
    t.after(() => insurance.close());
    const application = new Application(root);
    for (let n = 0; n < 5; n++) application.trade();
    await background.run('insurance_logs');
    for (let n = 0; n < 5; n++) application.trade();
    application.moveFolder();
    for (let n = 0; n < 5; n++) application.trade();
    await background.run('insurance_logs');
    assert.equal(trades(insurance), 15);
  });

  test('a disk that is full stops no counting, and a restart counts again from before', async (t) => {
    const root = tempDir(t);
    const stateDir = join(root, 'state');
    const first = watch({ root, stateDir });
    const application = new Application(root);
    for (let n = 0; n < 5; n++) application.trade();
    await first.background.run('insurance_logs');
    first.insurance.save();
    application.trade();
    rmSync(stateDir, { recursive: true });
    writeFileSync(stateDir, 'a file in the place of the folder: nothing can be written');
    await first.background.run('insurance_logs');
    first.insurance.close();
    assert.equal(trades(first.insurance), 6);
  });

  test('what stood there at the very first start is not counted, whatever came later is', async (t) => {
    const root = tempDir(t);
    const application = new Application(root);
    application.trade();
    application.nextHour();
    application.trade();
    const { insurance, background } = watch({ root, settings: { firstStart: 'end' } });
    t.after(() => insurance.close());
    await background.run('insurance_logs');
    application.trade();
    application.nextHour();
    application.trade();
    await background.run('insurance_logs');
    assert.equal(trades(insurance), 2);
  });

  test('numbers are not told before a backlog is read: a scrape would see them fall', async (t) => {
    const root = tempDir(t);
    const { insurance } = watch({ root });
    t.after(() => insurance.close());
    assert.deepEqual([...numbersOf(insurance).keys()], ['yibao_agent_log_backlog_bytes']);
  });

  test('files of days ago, written while the agent was down, are read in their order', async (t) => {
    const root = tempDir(t);
    const { insurance, background } = watch({ root });
    t.after(() => insurance.close());
    for (let day = 1; day <= 7; day++) {
      const path = join(root, `log/trade/2024050${day}/09.txt`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${entry(day)}\r\n`);
      utimesSync(
        path,
        (noon - (8 - day) * 86_400_000) / 1000,
        (noon - (8 - day) * 86_400_000) / 1000,
      );
    }
    await background.run('insurance_logs');
    assert.equal(trades(insurance), 7);
  });
});

interface Step {
  readonly do:
    | 'trade'
    | 'read'
    | 'hour'
    | 'tear'
    | 'stop'
    | 'kill'
    | 'save'
    | 'copyAndCut'
    | 'clock';
  /** Trades, or milliseconds of a clock that is set. */
  readonly n?: number;
  /** Of an entry that is torn. */
  readonly share?: number;
}

const plain = (name: Step['do']) => ({
  weight: 1,
  arbitrary: fc.constant<Step>({ do: name }),
});
const step = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.integer({ min: 1, max: 40 }).map((n): Step => ({ do: 'trade', n })),
  },
  { ...plain('read'), weight: 3 },
  ...(['hour', 'stop', 'kill', 'save', 'copyAndCut'] as const).map(plain),
  {
    weight: 1,
    arbitrary: fc
      .double({ min: 0.01, max: 0.99, noNaN: true })
      .map((share): Step => ({ do: 'tear', share })),
  },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: -3_600_000, max: 3_600_000 })
      .map((n): Step => ({ do: 'clock', n })),
  },
);

/** An application and the agent that watches it. */
class Run {
  readonly application: Application;
  agent: ReturnType<typeof watch>;
  readonly #open: () => ReturnType<typeof watch>;
  readonly #clock = new SteppedClock(Date.now());

  constructor(root: string) {
    this.application = new Application(root);
    this.#open = () => watch({ root, stateDir: join(root, 'state'), clock: this.#clock });
    this.agent = this.#open();
  }

  async read(): Promise<void> {
    await this.agent.background.run('insurance_logs');
  }

  async do(each: Step): Promise<void> {
    const steps: Readonly<Record<Step['do'], () => unknown>> = {
      trade: () => {
        for (let n = 0; n < (each.n ?? 0); n++) this.application.trade();
      },
      read: () => this.read(),
      hour: () => this.application.nextHour(),
      tear: () => this.application.tear(each.share ?? 0),
      save: () => this.agent.insurance.save(),
      clock: () => this.#clock.step(each.n ?? 0),
      stop: () => {
        this.agent.insurance.close();
        this.agent = this.#open();
      },
      kill: () => {
        this.agent = this.#open();
      },
      copyAndCut: () => this.#copyAndCut(),
    };
    await steps[each.do]();
  }

  /** Read before the next cut: what is cut away twice within a second nobody has seen. */
  async #copyAndCut(): Promise<void> {
    this.agent.insurance.save();
    this.application.copyAndCut();
    await this.read();
    this.agent.insurance.save();
  }
}

/** A clock that may be set back. */
class SteppedClock extends FakeClock {
  #offset = 0;

  step(ms: number): void {
    this.#offset += ms;
  }

  override now(): number {
    return super.now() + this.#offset;
  }
}
