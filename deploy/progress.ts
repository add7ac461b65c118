/** Shows steps with the time each takes; a line that changes on a terminal, plain lines elsewhere. */
export class Progress {
  readonly #output: NodeJS.WriteStream;
  readonly #running = new Map<string, number>();
  #ticker: NodeJS.Timeout | undefined;
  #isOpenLine = false;

  constructor(output: NodeJS.WriteStream) {
    this.#output = output;
  }

  /** Runs one step; what it resolves to is said behind its time. Steps may overlap. */
  async step(name: string, run: () => Promise<string> | string): Promise<void> {
    const begun = performance.now();
    this.#running.set(name, begun);
    this.#ticker ??= setInterval(() => this.#tick(), this.#output.isTTY ? 200 : 15_000);
    this.#tick();
    let mark = 'failed';
    let remark = '';
    try {
      remark = await run();
      mark = 'ok';
    } finally {
      this.#running.delete(name);
      if (this.#running.size === 0) {
        clearInterval(this.#ticker);
        this.#ticker = undefined;
      }
      this.line(`  ${mark.padEnd(2)} ${name.padEnd(22)} ${seconds(begun)}   ${remark}`.trimEnd());
    }
  }

  /** A line of its own, above the one that changes. */
  line(text: string): void {
    this.#clear();
    this.#output.write(`${text}\n`);
    if (this.#output.isTTY) this.#tick();
  }

  #tick(): void {
    const [oldest] = [...this.#running];
    if (oldest === undefined) return;
    const text = `  …  ${[...this.#running.keys()].join(', ').padEnd(22)} ${seconds(oldest[1])}`;
    if (this.#output.isTTY) {
      this.#clear();
      this.#output.write(text.slice(0, (this.#output.columns || 80) - 1));
      this.#isOpenLine = true;
    } else if (performance.now() - oldest[1] > 10_000) {
      this.#output.write(`${text}\n`);
    }
  }

  #clear(): void {
    if (this.#isOpenLine) this.#output.write('\r\u001b[K');
    this.#isOpenLine = false;
  }
}

function seconds(begun: number): string {
  return `${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s`;
}
