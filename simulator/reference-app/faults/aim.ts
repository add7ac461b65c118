import { z } from 'zod';
import { RequestError } from '../../request.ts';
import type { ReferenceServer } from '../server/reference-server.ts';
import type { Scene } from './fault.ts';

/** Of a fault of one server; without it, the one that serves now. */
export const atServer = { server: z.string().optional() };

/** The server with this id, or the one that serves. */
export function serverOf({ servers }: Scene, id: string | undefined): ReferenceServer {
  const found =
    id === undefined
      ? (servers.find(({ isActive }) => isActive) ?? servers[0])
      : servers.find((server) => server.id === id);
  if (found !== undefined) return found;
  const all = servers.map((server) => server.id).join(', ');
  throw new RequestError(404, `server: expected one of ${all}, got ${id}`);
}
