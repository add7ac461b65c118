import { express } from '../../../lib/http-server.ts';
import { CursorError } from '../../registry/paging.ts';
import { checked } from '../checked.ts';
import { fromDatabase, HttpProblem } from '../problem.ts';
import { accountOfRequest, scopeOfRequest } from '../session-guard.ts';
import type { ApiRoute, Download } from './api-route.ts';
import { openApiDocument } from './open-api.ts';

const usualBodyBytes = 64 * 1024;

/** Serves all routes of the list, and the document that describes them. */
export function apiRouter(routes: readonly ApiRoute[]): express.Router {
  const router = express.Router();
  const document = openApiDocument(routes);
  router.get('/openapi.json', (_request, response) => {
    response.json(document);
  });
  for (const route of routes) {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
    router[route.method](path, mayCall(route), ...bodyParser(route), (request, response) =>
      answer(route, request, response),
    );
  }
  return router;
}

async function answer(
  route: ApiRoute,
  request: express.Request,
  response: express.Response,
): Promise<void> {
  const { query: querySchema, body: bodySchema } = route;
  if (querySchema === undefined && Object.keys(request.query).length > 0) {
    throw new HttpProblem(400, 'this call takes no query');
  }
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.params)) params[name] = String(value);
  const call = {
    params,
    query: querySchema && checked(querySchema, request.query),
    body: bodySchema && checked(bodySchema, request.body),
    actor: accountOfRequest(response)?.login ?? `api@${request.socket.remoteAddress ?? 'unknown'}`,
    scope: scopeOfRequest(response),
  };
  const result = await fromDatabase(() => withCursorProblem(() => route.handle(call)));
  response.status(route.status);
  if (route.answer === 'file') send(response, result as Download);
  else response.json(result);
}

/** Names are ours, made of letters and dots. */
function send(response: express.Response, { name, type, bytes }: Download): void {
  response.set('content-disposition', `attachment; filename="${name}"`);
  response.set('content-type', type).send(Buffer.from(bytes));
}

function bodyParser({ body, bodyBytes = usualBodyBytes }: ApiRoute): express.RequestHandler[] {
  if (body === undefined) return [];
  const needJson: express.RequestHandler = (request, _response, next) => {
    const isJson = request.is('application/json') === 'application/json';
    next(isJson ? undefined : new HttpProblem(400, 'expected content-type: application/json'));
  };
  return [needJson, express.json({ limit: bodyBytes })];
}

/** Asked before a body is read. */
function mayCall({ access, method }: ApiRoute): express.RequestHandler {
  return (_request, response, next) => {
    const account = accountOfRequest(response);
    const isRole =
      account === undefined || (Array.isArray(access) && access.includes(account.role));
    const isReader = method === 'get' && scopeOfRequest(response).kind === 'city';
    const may = isRole || access === 'scoped' || (access === undefined && isReader);
    next(may ? undefined : new HttpProblem(403, 'your role may not do this'));
  };
}

async function withCursorProblem<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof CursorError) throw new HttpProblem(400, error.message);
    throw error;
  }
}
