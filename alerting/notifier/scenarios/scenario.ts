import { parseDuration } from '../../../lib/duration.ts';

/** Something that happens in a story, `atMs` after its beginning. */
export type StoryEvent =
  | {
      readonly kind: 'webhook' | 'digest' | 'lost';
      readonly atMs: number;
      readonly lines: readonly string[];
    }
  | { readonly kind: 'channel' | 'act'; readonly atMs: number; readonly lines: readonly string[] }
  | {
      readonly kind: 'restart' | 'watchdog';
      readonly atMs: number;
      readonly lines: readonly string[];
    };

/** A story in a text file: a sentence, what comes in, what people get. */
export interface Scenario {
  readonly sentence: string;
  readonly people: readonly string[];
  /** How people are called, as in the configuration; empty: once. */
  readonly calls: string;
  /** `sms-b receipts`: more channels for SMS, in their order; empty: one, without receipts. */
  readonly gateways: readonly string[];
  /** RFC 5545 calendars, by the name of the rota; the override of `duty` is `duty/override`. */
  readonly rotas: ReadonlyMap<string, string>;
  /** When the story begins. */
  readonly beginsAt: number;
  readonly events: readonly StoryEvent[];
  /** How long the story is watched. */
  readonly endMs: number;
  /** Everything up to the first expected message, as it stands in the file. */
  readonly given: string;
  readonly expected: string;
}

const kinds = ['webhook', 'digest', 'lost', 'channel', 'act', 'restart', 'watchdog'] as const;
const morning = Date.parse('2026-05-13T09:12:00+08:00');
const watchedAfterMs = 3_600_000;

/** Reads a story; throws with the line that it does not understand. */
export function parseScenario(file: string, text: string): Scenario {
  const [given = '', ...rest] = text.split(/^(?=--- (?:sms|mail)$)/m);
  const [sentence = '', ...blocks] = given.split(/^--- /m);
  const settings: Mutable = {
    people: [],
    gateways: [],
    calls: '',
    rotas: new Map(),
    beginsAt: morning,
  };
  const events = blocks.flatMap((block) => readBlock(file, block, settings));
  const last = Math.max(0, ...events.map(({ atMs }) => atMs));
  const { endMs = last + watchedAfterMs, ...others } = settings;
  return {
    ...{ ...others, endMs, events, given },
    sentence: sentence.trim(),
    expected: rest.join(''),
  };
}

type Mutable = {
  -readonly [Name in 'people' | 'gateways' | 'calls' | 'beginsAt']: Scenario[Name];
} & { rotas: Map<string, string>; endMs?: number };

/** An event, or something of the settings. */
function readBlock(file: string, block: string, settings: Mutable): readonly StoryEvent[] {
  const [head = '', ...lines] = block.trim().split('\n');
  const [kind = '', at = '', time = ''] = head.split(' ');
  const known = kinds.find((word) => word === kind);
  if (known !== undefined && at === 'at') {
    return [{ kind: known, atMs: parseDuration(time), lines }];
  }
  if (kind === 'people') settings.people = lines;
  else if (kind === 'gateways') settings.gateways = lines;
  else if (kind === 'calls') settings.calls = lines.join('\n');
  else if (kind === 'rota') settings.rotas.set(at, `${lines.join('\r\n')}\r\n`);
  else if (kind === 'begins') settings.beginsAt = Date.parse(at);
  else if (kind === 'end' && at === 'at') settings.endMs = parseDuration(time);
  else throw new Error(`${file}: expected "--- webhook at 20m" or the like, got "--- ${head}"`);
  return [];
}
