import { textfileQuarantined } from '../../catalog/agent.ts';
import { textfileMtimeSeconds, textfileScrapeError } from '../../catalog/system.ts';
import type { Log } from '../../lib/json-log.ts';
import type { Collector } from '../collectors/collector.ts';
import type { TextFamily } from './parse-text.ts';
import { type Quarantine, type TextFile, TextFiles } from './text-files.ts';

interface Options {
  readonly directories: readonly string[];
  readonly maxBytes: number;
  /** Whether a family name belongs to another writer of the page. */
  readonly isTaken: (name: string) => boolean;
  readonly log: Log;
  /** What scripts said, under the same rules as files. */
  readonly more?: () => readonly TextFile[];
}

/**
 * The textfile collector: node_exporter's rules, and one more: a bad file is quarantined alone.
 * Its families are text already, so they go behind the collectors' part of the page.
 */
export class Textfile {
  /** What goes on the page after the last run of the collector. */
  text = '';
  readonly collector: Collector;
  readonly #options: Options;
  readonly #files: TextFiles;
  readonly #told = new Map<string, string>();

  constructor(options: Options) {
    this.#options = options;
    this.#files = new TextFiles(options);
    this.collector = {
      name: 'textfile',
      os: ['linux', 'windows'],
      cadence: 'scrape',
      runsIn: 'main',
      byDefault: true,
      metrics: [textfileScrapeError, textfileMtimeSeconds, textfileQuarantined],
      start: () => (emit) => {
        this.text = '';
        const { accepted, families } = this.#accept([
          ...(options.more?.() ?? []), // first: where two say the same, the file is the one left out
          ...this.#files.read(),
        ]);
        const quarantined = accepted.filter(({ quarantine }) => quarantine !== undefined);
        emit(textfileScrapeError, quarantined.length > 0 ? 1 : 0);
        for (const { file, modified, quarantine } of accepted) {
          if (quarantine === undefined && modified > 0) emit(textfileMtimeSeconds, modified, file);
        }
        for (const { file, quarantine = '' } of quarantined) {
          emit(textfileQuarantined, 1, file, quarantine);
        }
        this.text = printed(families);
        this.#tell(quarantined);
      },
    };
  }

  /** Families of the same name in several files stand together; what two files say differently costs the second file. */
  #accept(files: readonly TextFile[]): { accepted: TextFile[]; families: Map<string, TextFamily> } {
    const families = new Map<string, TextFamily>();
    const accepted = files.map((file): TextFile => {
      const conflict = this.#conflictOf(file, families);
      if (conflict !== undefined) {
        const quarantine: Quarantine = 'conflict';
        return { ...file, families: [], quarantine, reason: `${file.file}: ${conflict}` };
      }
      for (const family of file.families) families.set(family.name, merged(families, family));
      return file;
    });
    return { accepted, families };
  }

  #conflictOf(file: TextFile, families: ReadonlyMap<string, TextFamily>): string | undefined {
    for (const { name, type, samples } of file.families) {
      if (this.#options.isTaken(name)) return `${name} is made by the agent itself`;
      const before = families.get(name);
      if (before === undefined) continue;
      if (before.type !== type) return `${name} is a ${before.type} in another file`;
      const ids = new Set(before.samples.map(idOf));
      if (samples.some((line) => ids.has(idOf(line))))
        return `${name} has this series in another file`;
    }
    return undefined;
  }

  /** Once per file and reason, not at every scrape. */
  #tell(quarantined: readonly TextFile[]): void {
    const now = new Map(quarantined.map(({ file, reason = '' }) => [file, reason]));
    for (const [file, reason] of now) {
      if (this.#told.get(file) === reason) continue;
      this.#options.log.warn('textfile quarantined', { file, reason });
    }
    this.#told.clear();
    for (const [file, reason] of now) this.#told.set(file, reason);
  }
}

function merged(families: ReadonlyMap<string, TextFamily>, family: TextFamily): TextFamily {
  const before = families.get(family.name);
  if (before === undefined) return family;
  return {
    ...before,
    help: before.help ?? family.help,
    samples: [...before.samples, ...family.samples],
  };
}

/** Name and labels in one order, without the value. */
function idOf(line: string): string {
  const brace = line.indexOf('{');
  if (brace < 0) return line.slice(0, line.indexOf(' '));
  const labels = line.slice(brace + 1, line.lastIndexOf('}'));
  return `${line.slice(0, brace)}{${labels
    .split(/,(?=[a-zA-Z_])/)
    .sort()
    .join(',')}}`;
}

function printed(families: ReadonlyMap<string, TextFamily>): string {
  let text = '';
  for (const { name, type, help = 'Read from a textfile.', samples } of families.values()) {
    text += `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${samples.join('\n')}\n`;
  }
  return text;
}
