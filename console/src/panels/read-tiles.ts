import {
  type DataFrame,
  type DisplayProcessor,
  type Field,
  FieldType,
  formattedValueToString,
} from '@grafana/data';
import type { Tile } from './tile-groups.ts';

/** A tile and the district that it stands in. */
export interface PlacedTile {
  readonly tile: Tile;
  readonly district: string;
}

/** Addresses of tiles by row, asked once: to fill in the variables of thousands of links takes half a second. */
export type LinkOf = (code: string, row: number) => string | undefined;

interface Wish {
  readonly limit: number;
  readonly linkOf: LinkOf;
}

/** One tile a row: its hospital, and the word and color of its number. States are few, so each is formatted once. */
export function readTiles(frame: DataFrame, { limit, linkOf }: Wish): PlacedTile[] {
  const numbers = numberField(frame);
  if (!numbers?.display) return [];
  const shown = shownOnce(numbers.display);
  const codes = texts(frame, 'hospital');
  const names = texts(frame, 'short_name');
  const districts = texts(frame, 'district');
  const values: readonly unknown[] = numbers.values.slice(0, limit);
  return values.map((value, row) => {
    const code = codes[row] ?? String(row);
    const href = linkOf(code, row);
    return {
      district: districts[row] ?? '',
      tile: {
        code,
        name: names[row] || code,
        ...shown(value),
        ...(href === undefined ? {} : { href }),
      },
    };
  });
}

/** The links that the board gave to the numbers, remembered until the address or the time range changes. */
export function rememberedLinks(): (frame: DataFrame | undefined, key: string) => LinkOf {
  let lastKey = '';
  const known = new Map<string, string | undefined>();
  return (frame, key) => {
    if (key !== lastKey) known.clear();
    lastKey = key;
    const field = frame && numberField(frame);
    return (code, row) => {
      if (!known.has(code)) known.set(code, field?.getLinks?.({ valueRowIndex: row })[0]?.href);
      return known.get(code);
    };
  };
}

function numberField(frame: DataFrame): Field | undefined {
  return frame.fields.find(({ type }) => type === FieldType.number);
}

function texts(frame: DataFrame, name: string): readonly (string | undefined)[] {
  return frame.fields.find((field) => field.name === name)?.values ?? [];
}

function shownOnce(display: DisplayProcessor) {
  const known = new Map<unknown, { readonly state: string; readonly color: string }>();
  return (value: unknown) => {
    const before = known.get(value);
    if (before) return before;
    const { color = '', ...rest } = display(value);
    const shown = { state: formattedValueToString(rest), color };
    known.set(value, shown);
    return shown;
  };
}
