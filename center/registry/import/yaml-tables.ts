import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import type { Cells } from '../cells.ts';
import type { ThingKind } from '../registry.ts';
import { columns, columnsOf } from '../rows.ts';
import { type Mistake, quote, type Row, type Table } from './table.ts';

/** Reads `districts:`, `hospitals:` and so on with lists of rows, JSON too; mistakes are collected. */
export function yamlTables(file: string, text: string, mistakes: Mistake[]): readonly Table[] {
  return new YamlReader(file, mistakes).read(text);
}

const sections = Object.keys(columns) as readonly ThingKind[];
const nothing = new Set(['~', 'null']);

class YamlReader {
  readonly #file: string;
  readonly #mistakes: Mistake[];
  readonly #lines = new LineCounter();

  constructor(file: string, mistakes: Mistake[]) {
    this.#file = file;
    this.#mistakes = mistakes;
  }

  read(text: string): readonly Table[] {
    // Failsafe: every scalar is text, so that 05110002 keeps its zero and "no" stays a word.
    const document = parseDocument(text, { schema: 'failsafe', lineCounter: this.#lines });
    for (const { message, pos } of document.errors) {
      const [sentence = ''] = message.split(' at line ');
      this.#add(this.#lines.linePos(pos[0]).line, sentence, 'YAML');
    }
    if (document.errors.length > 0) return [];
    const { contents } = document;
    if (!isMap(contents)) {
      this.#add(1, 'something else', `the sections ${sections.join(', ')}`);
      return [];
    }
    return contents.items.flatMap(
      ({ key, value }) => this.#table(key as Node, value as Node) ?? [],
    );
  }

  #table(key: Node, value: Node | null): Table | undefined {
    const kind = sections.find((section) => section === textOf(key));
    if (kind === undefined) {
      this.#add(this.#line(key), `section ${quote(textOf(key) ?? '')}`, sections.join(', '));
      return undefined;
    }
    if (!isSeq(value)) {
      this.#add(this.#line(key), `${kind} without a list`, 'a list of rows');
      return undefined;
    }
    const rows = value.items.flatMap((item) => this.#row(kind, item as Node) ?? []);
    return { kind, file: this.#file, rows };
  }

  #row(kind: ThingKind, item: Node): Row | undefined {
    const line = this.#line(item);
    if (!isMap(item)) {
      this.#add(line, 'something else', `a row with ${columns[kind].join(', ')}`);
      return undefined;
    }
    const cells = this.#cells(kind, item);
    return cells && { line, cells };
  }

  /** A column that is left out is empty, as in CSV; an optional one says nothing. */
  #cells(kind: ThingKind, row: YAMLMap): Cells | undefined {
    const known = columnsOf(kind);
    const before = this.#mistakes.length;
    const written = row.items.map(({ key, value }) => {
      const name = textOf(key) ?? '';
      const line = this.#line(key as Node);
      const text = value === null ? '' : textOf(value);
      if (!known.includes(name)) this.#add(line, `key ${quote(name)}`, known.join(', '));
      if (text === undefined) this.#add(line, `a list or map for ${name}`, 'a text');
      return [name, nothing.has(text ?? '') ? '' : (text ?? '').trim()] as const;
    });
    if (this.#mistakes.length > before) return undefined;
    return Object.fromEntries([...columns[kind].map((name) => [name, ''] as const), ...written]);
  }

  #line(node: Node): number {
    return this.#lines.linePos(node.range?.[0] ?? 0).line;
  }

  #add(line: number, seen: string, allowed: string): void {
    this.#mistakes.push({ file: this.#file, line, column: '', seen, allowed });
  }
}

function textOf(node: unknown): string | undefined {
  return isScalar(node) ? String(node.value) : undefined;
}
