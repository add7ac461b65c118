import type { z } from 'zod';
import type { Role } from '../../../protocol/sign-in.ts';
import type { Scope } from '../../users/account.ts';

/** A door of the API: what it takes, what it answers, and what it does. Router and document are made of it. */
export interface ApiRoute {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Below /api/v1, in OpenAPI's form: `/servers/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Longest body; 64 kB unless told. */
  readonly bodyBytes?: number;
  /** The answer when all went well; `file` is a download. */
  readonly status: 200 | 202;
  readonly answer: z.ZodType | 'file';
  /** What else may come, as problem+json. */
  readonly problems: readonly (400 | 404 | 409 | 422)[];
  /** Who may call it; without this everybody who sees the whole city. */
  readonly access?: Access;
  readonly handle: (call: ApiCall) => Promise<unknown>;
}

/**
 * `scoped`: also who sees a part of the city, because the call keeps to `scope`. Roles: only they. Where nobody
 * signs in, whoever is on this machine may call everything.
 */
export type Access = 'scoped' | readonly Role[];

export interface ApiCall {
  /** Parts of the path by name. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
  /** Who asks, for the record. */
  readonly actor: string;
  /** What of the city the person may see. */
  readonly scope: Scope;
}

/** A route with the types of its schemas inside, which the list needs not know. */
export function route<
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(
  definition: Omit<ApiRoute, 'handle' | 'query' | 'body'> & {
    readonly query?: Query;
    readonly body?: Body;
    readonly handle: (
      call: Omit<ApiCall, 'query' | 'body'> & {
        readonly query: z.output<Query>;
        readonly body: z.output<Body>;
      },
    ) => Promise<unknown>;
  },
): ApiRoute {
  // The router hands over what these very schemas have let through.
  return definition as ApiRoute;
}

/** What a `file` route answers. */
export interface Download {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}
