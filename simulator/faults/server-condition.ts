import { z } from 'zod';
import { exactlyOne } from '../request.ts';
import type { CityTwin } from '../twins/city-twin.ts';
import type { Condition, ConditionName } from '../twins/conditions.ts';
import type { ServerTwin } from '../twins/server-twin.ts';
import { hospitalCode, hospitalOf, serverId, serverOf } from './aim.ts';
import { defineFault, type Fault } from './fault.ts';

interface ServerCondition {
  readonly kind: ConditionName;
  readonly summary: string;
  /** What happens now, behind the names of the servers. */
  readonly effect: (amount: number) => string;
  /** What may be set besides the aim, and how bad it is when nothing is set. */
  readonly amount?: Amount;
  /** Whether nobody can settle on such a server; the standby of a pair takes over. */
  readonly stopsSettlement?: boolean;
  /** Whether it makes sense on a pair alone. */
  readonly pairsOnly?: boolean;
}

interface Amount {
  readonly setting: string;
  readonly words: string;
  readonly schema: z.ZodType<number>;
}

/** A fault that puts servers into a condition which their pages show; no alarm of its own is foretold. */
export function serverCondition(defined: ServerCondition): Fault {
  const { kind, summary, amount } = defined;
  return defineFault<Request>({
    kind,
    summary,
    settings: `hospital or server${amount === undefined ? '' : `, ${amount.words}`}`,
    request: requestOf(amount),
    inject(city, request, atMs) {
      const hit = serversOf(city, request, defined.pairsOnly === true);
      const condition = { fromMs: atMs, amount: request.amount };
      for (const server of hit) begin(city, server, { defined, condition });
      const ids = hit.map(({ plan }) => plan.id);
      return {
        hospitals: [...new Set(hit.map(({ plan }) => plan.hospital))],
        servers: ids,
        effect: `${ids.join(', ') || 'no server'}: ${defined.effect(request.amount)}`,
        expect: undefined,
        heal(healedMs) {
          for (const server of hit) end(city, server, { defined, condition, healedMs });
        },
      };
    },
  });
}

interface Request {
  readonly hospital?: string | undefined;
  readonly server?: string | undefined;
  readonly amount: number;
}

function requestOf(amount: Amount | undefined): z.ZodType<Request> {
  const aim = { hospital: hospitalCode.optional(), server: serverId.optional() };
  const setting = amount?.setting;
  const shape = setting === undefined ? aim : { ...aim, [setting]: amount?.schema };
  return z
    .strictObject(shape)
    .superRefine(exactlyOne('hospital', 'server'))
    .transform((request: Readonly<Record<string, unknown>>) => ({
      hospital: request.hospital as string | undefined,
      server: request.server as string | undefined,
      amount: setting === undefined ? 1 : (request[setting] as number),
    }));
}

function serversOf(city: CityTwin, { hospital, server }: Request, pairsOnly: boolean) {
  const hit =
    hospital === undefined
      ? [serverOf(city, server ?? '').server]
      : hospitalOf(city, hospital).servers;
  return pairsOnly ? hit.filter(({ plan }) => plan.role !== 'single') : hit;
}

interface Began {
  readonly defined: ServerCondition;
  readonly condition: Condition;
}

function begin(city: CityTwin, server: ServerTwin, { defined, condition }: Began): void {
  const { hospital } = serverOf(city, server.plan.id);
  hospital.change(condition.fromMs, () => {
    server.conditions.begin(defined.kind, condition);
    if (defined.stopsSettlement === true) server.blocks += 1;
  });
}

function end(
  city: CityTwin,
  server: ServerTwin,
  { defined, condition, healedMs }: Began & { readonly healedMs: number },
): void {
  const { hospital } = serverOf(city, server.plan.id);
  hospital.change(healedMs, () => {
    server.conditions.end(defined.kind, condition, healedMs);
    if (defined.stopsSettlement === true) server.blocks -= 1;
  });
}
