import type { z } from 'zod';
import { checked } from '../../request.ts';
import type { ReferenceServer } from '../server/reference-server.ts';
import type { World } from '../world.ts';

/** What a fault can change: the bureau and the line by the world, and the servers. */
export interface Scene {
  readonly world: World;
  readonly servers: readonly ReferenceServer[];
}

/** A fault that lasts. */
export interface Injection {
  /** A sentence for people: what happens now. */
  readonly effect: string;
  heal(): Promise<void> | void;
}

/** One kind of fault: one file each, listed in index.ts. */
export interface Fault {
  readonly kind: string;
  /** Rows of the failure catalogue, domain document section 5, that it shows. */
  readonly rows: readonly number[];
  readonly summary: string;
  /** Checks the request and lets it happen; throws a RequestError that says what was expected. */
  inject(scene: Scene, request: unknown): Promise<Injection>;
}

interface Defined<Request> {
  readonly kind: string;
  readonly rows: readonly number[];
  readonly summary: string;
  readonly request: z.ZodType<Request>;
  inject(scene: Scene, request: Request): Promise<Injection> | Injection;
}

/** A fault whose request is checked by its schema first. */
export function defineFault<Request>({ request, ...defined }: Defined<Request>): Fault {
  return {
    ...defined,
    inject: async (scene, body) => defined.inject(scene, checked(request, body, defined.kind)),
  };
}
