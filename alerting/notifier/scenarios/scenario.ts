import { parseDuration } from '../../../lib/duration.ts';

/** Something that happens in a story, `atMs` after its beginning. */
export type StoryEvent =
  | {
      readonly kind: 'webhook' | 'digest' | 'lost';
      readonly atMs: number;
      readonly lines: readonly string[];
    }
  | { readonly kind: 'channel'; readonly atMs: number; readonly lines: readonly string[] }
  | {
      readonly kind: 'restart' | 'watchdog';
      readonly atMs: number;
      readonly lines: readonly string[];
    };

/** A story in a text file: a sentence, what comes in, what people get. */
export interface Scenario {
  readonly sentence: string;
  readonly people: readonly string[];
  readonly events: readonly StoryEvent[];
  /** How long the story is watched. */
  readonly endMs: number;
  /** Everything up to the first expected message, as it stands in the file. */
  readonly given: string;
  readonly expected: string;
}

const kinds = ['webhook', 'digest', 'lost', 'channel', 'restart', 'watchdog'] as const;
const watchedAfterMs = 3_600_000;

/** Reads a story; throws with the line that it does not understand. */
export function parseScenario(file: string, text: string): Scenario {
  const [given = '', ...rest] = text.split(/^(?=--- (?:sms|mail)$)/m);
  const [sentence = '', ...blocks] = given.split(/^--- /m);
  const events: StoryEvent[] = [];
  let people: readonly string[] = [];
  let endMs: number | undefined;
  for (const block of blocks) {
    const [head = '', ...lines] = block.trim().split('\n');
    const [kind = '', at, time = ''] = head.split(' ');
    const known = kinds.find((word) => word === kind);
    if (kind === 'people') people = lines;
    else if (kind === 'end' && at === 'at') endMs = parseDuration(time);
    else if (known !== undefined && at === 'at') {
      events.push({ kind: known, atMs: parseDuration(time), lines });
    } else throw new Error(`${file}: expected "--- webhook at 20m" or the like, got "--- ${head}"`);
  }
  const last = Math.max(0, ...events.map(({ atMs }) => atMs));
  return {
    ...{ people, events, given },
    sentence: sentence.trim(),
    endMs: endMs ?? last + watchedAfterMs,
    expected: rest.join(''),
  };
}
