import type { Metric } from '../catalog/metric.ts';
import type { Emit } from './collectors/collector.ts';
import { type Limits, layOut, type Sample } from './layout.ts';
import { maxFieldBytes, writeNumber } from './number-field.ts';

const blank = 32;
const none: readonly string[] = [];
/** Where a number is written before it is known to fit; all sections run on one thread. */
const scratch = Buffer.alloc(maxFieldBytes);
/** Series that are gone are forgotten once so many have been seen. */
const maxKnownFields = 10_000;

/**
 * The lines of one collector, kept in place. A collector emits the same samples in the same order
 * time after time, so each emit is compared with what came at this step the last time: equal means
 * that at most some digits change; different means that the section is laid out anew, once.
 */
export class Section {
  readonly emit: Emit;
  /** How often it was laid out. */
  rebuilds = 0;
  /** Series it shows when it is shown. */
  series = 0;
  /** Whether it belongs on the page. */
  shown = false;
  bytes: Buffer = Buffer.alloc(0);
  readonly #metrics: readonly Metric[];
  readonly #limits: Limits;
  #open = false;
  #deferred = false;
  #step = 0;
  /** All samples of this run so far, once they no longer follow the script. */
  #draft: Sample[] | undefined;

  // The script: one entry per sample in the order of emission, a column per label.
  #scriptMetrics: Metric[] = [];
  #a: (string | undefined)[] = [];
  #b: (string | undefined)[] = [];
  #c: (string | undefined)[] = [];
  #d: (string | undefined)[] = [];
  #labels: (readonly string[])[] = [];
  #values: Float64Array = new Float64Array(0);
  #ends: Int32Array = new Int32Array(0);
  #fields: Uint8Array = new Uint8Array(0);
  #widths: Uint8Array = new Uint8Array(0);
  readonly #knownFields = new Map<string, number>();

  constructor(metrics: readonly Metric[], limits: Limits) {
    this.#metrics = metrics;
    this.#limits = limits;
    // biome-ignore lint/complexity/useMaxParams: a rest parameter would make an array per sample.
    const emit = (m: Metric, value: number, a?: string, b?: string, c?: string, d?: string) => {
      const step = this.#step;
      if (
        this.#draft === undefined &&
        this.#scriptMetrics[step] === m &&
        this.#a[step] === a &&
        this.#b[step] === b &&
        this.#c[step] === c &&
        this.#d[step] === d &&
        this.#open
      ) {
        this.#step = step + 1;
        if (this.#values[step] !== value) this.#patch(step, value);
      } else {
        this.#stray(m, value, [a, b, c, d].filter(isSet));
      }
    };
    const info = (metric: Metric, labels: readonly string[]): void => this.#info(metric, labels);
    this.emit = Object.assign(emit, { info }) as Emit; // the types of labels hold at the callers
  }

  /** Before a collector runs. */
  begin(): void {
    this.#open = true;
    this.#deferred = false;
    this.#step = 0;
    this.#draft = undefined;
  }

  /** The collector goes on later: nothing it emits may touch the page before it has finished. */
  defer(): void {
    if (this.#step > 0 || this.#draft !== undefined) {
      throw new Error('an asynchronous collector emitted before its last await');
    }
    this.#deferred = true;
    this.#draft = [];
  }

  /** After a good run; throws when its samples cannot stand on a page. */
  end(): void {
    this.#open = false;
    if (this.#deferred) this.#replay();
    else if (this.#draft === undefined && this.#step < this.#scriptMetrics.length) {
      this.#draft = this.#samplesSoFar();
    }
    if (this.#draft !== undefined) this.#layOut(this.#draft);
    this.#draft = undefined;
    this.shown = true;
  }

  /** After a run that failed or came too late: nothing of it is on the page. */
  hide(): void {
    this.#open = false;
    this.#draft = undefined;
    this.shown = false;
  }

  #replay(): void {
    const samples = this.#draft ?? [];
    this.#deferred = false;
    this.#draft = undefined;
    this.#step = 0;
    this.#open = true;
    for (const { metric, value, labels } of samples) {
      if (labels.length > 4) this.emit.info(metric, labels);
      else this.emit(metric, value, ...labels);
    }
    this.end();
  }

  #info(metric: Metric, labels: readonly string[]): void {
    const step = this.#step;
    const before = this.#labels[step];
    if (
      this.#draft === undefined &&
      this.#open &&
      this.#scriptMetrics[step] === metric &&
      before !== undefined &&
      labels.every((value, index) => value === before[index])
    ) {
      this.#step = step + 1;
    } else {
      this.#stray(metric, 1, labels);
    }
  }

  #patch(step: number, value: number): void {
    const end = this.#ends[step] as number;
    this.#values[step] = value;
    if (end < 0) return; // of a family that was left out
    const start = writeNumber(scratch, maxFieldBytes, value);
    const width = maxFieldBytes - start;
    if (width > (this.#fields[step] as number)) {
      this.#draft = this.#samplesSoFar(); // the field must grow: laid out anew at the end
      return;
    }
    const { bytes } = this;
    for (let at = end - (this.#widths[step] as number); at < end - width; at++) bytes[at] = blank;
    for (let from = start, to = end - width; to < end; ) bytes[to++] = scratch[from++] as number;
    this.#widths[step] = width;
  }

  /** A sample that did not stand here the last time. */
  #stray(metric: Metric, value: number, labels: readonly string[]): void {
    if (!this.#open) return; // of a collector that was given up
    this.#draft ??= this.#samplesSoFar();
    this.#draft.push({ metric, value, labels });
  }

  #samplesSoFar(): Sample[] {
    return this.#scriptMetrics.slice(0, this.#step).map((metric, step) => ({
      metric,
      value: this.#values[step] ?? Number.NaN,
      labels: this.#labels[step] ?? none,
    }));
  }

  #layOut(samples: readonly Sample[]): void {
    if (this.#knownFields.size > maxKnownFields) this.#knownFields.clear();
    const rules = { limits: this.#limits, fields: this.#knownFields };
    const layout = layOut(this.#metrics, samples, rules);
    const column = (index: number) => samples.map(({ labels }) => labels[index]);
    this.#scriptMetrics = samples.map(({ metric }) => metric);
    this.#labels = samples.map(({ labels }) => labels);
    this.#a = column(0);
    this.#b = column(1);
    this.#c = column(2);
    this.#d = column(3);
    this.#values = Float64Array.from(samples, ({ value }) => value);
    this.#ends = layout.ends;
    this.#fields = layout.fields;
    this.#widths = layout.widths;
    this.bytes = layout.bytes;
    this.series = layout.series;
    this.rebuilds += 1;
  }
}

function isSet(value: string | undefined): value is string {
  return value !== undefined;
}
