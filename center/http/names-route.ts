import type { express } from '../../lib/http-server.ts';
import type { Names } from '../../protocol/console-api.ts';
import type { RegistrySnapshot } from '../discovery/registry-snapshot.ts';
import type { Registry } from '../registry/registry.ts';
import { isInScope, type Scope } from '../users/account.ts';
import { HttpProblem } from './problem.ts';
import { scopeOfRequest } from './session-guard.ts';

/** Names of all codes, from the last registry that could be read; the header `age` says how old it is. */
export function namesRoute(snapshot: RegistrySnapshot): express.RequestHandler {
  return (_request, response) => {
    const scope = scopeOfRequest(response);
    const { registry, ageSeconds } = snapshot;
    if (registry === undefined) throw new HttpProblem(503, 'the registry was never read yet');
    response.set('age', String(Math.floor(ageSeconds))).json(namesOf(registry, scope));
  };
}

/** Names of districts are no secret; hospitals are those that the person may see. */
function namesOf({ districts, hospitals }: Registry, scope: Scope): Names {
  const seen = [...hospitals.values()].filter((hospital) => isInScope(scope, hospital));
  return {
    districts: Object.fromEntries(
      [...districts.values()].map(({ adcode, name }) => [adcode, name]),
    ),
    hospitals: Object.fromEntries(
      seen.map(({ code, name, shortName, district, level }) => [
        code,
        { name, shortName, district, level },
      ]),
    ),
  };
}
