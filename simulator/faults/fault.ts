import type { z } from 'zod';
import { checked } from '../request.ts';
import type { CityTwin } from '../twins/city-twin.ts';
import type { Expectation } from './expectation.ts';

/** What a fault does to the city while it lasts. */
export interface Injection {
  /** Codes of the hospitals and ids of the servers it touches. */
  readonly hospitals: readonly string[];
  readonly servers: readonly string[];
  /** A sentence for people: what happens now. */
  readonly effect: string;
  /** The alarm that must come, or undefined with the reason in `effect`. */
  readonly expect: Expectation | undefined;
  /** Undoes it; counters go on from where they are. */
  heal(atMs: number): void;
}

/** One kind of fault: one file each, listed in index.ts. */
export interface Fault {
  readonly kind: string;
  readonly summary: string;
  /** Its settings in words, for people. */
  readonly settings: string;
  /** Checks the request and lets it happen; throws a RequestError that says what was expected. */
  inject(city: CityTwin, request: unknown, atMs: number): Injection;
}

interface Defined<Request> {
  readonly kind: string;
  readonly summary: string;
  readonly settings: string;
  readonly request: z.ZodType<Request>;
  inject(city: CityTwin, request: Request, atMs: number): Injection;
}

/** A fault whose request is checked by its schema first. */
export function defineFault<Request>(defined: Defined<Request>): Fault {
  const { kind, summary, settings, request } = defined;
  return {
    kind,
    summary,
    settings,
    inject: (city, body, atMs) => defined.inject(city, checked(request, body, kind), atMs),
  };
}
