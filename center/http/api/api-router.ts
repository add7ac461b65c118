import { express } from '../../../lib/http-server.ts';
import { CursorError } from '../../registry/paging.ts';
import { checked } from '../checked.ts';
import { fromDatabase, HttpProblem } from '../problem.ts';
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
    const steps = [...(route.method === 'get' ? [] : [sameOrigin]), ...bodyParser(route)];
    router[route.method](path, ...steps, (request, response) => answer(route, request, response));
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
    actor: `api@${request.socket.remoteAddress ?? 'unknown'}`,
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

/**
 * There is no login yet, so a page of a stranger in the same browser must not change anything: browsers tell
 * where a request comes from. (What is not a browser tells nothing and is on this machine.)
 */
const sameOrigin: express.RequestHandler = (request, _response, next) => {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  const foreignOrigin = origin !== undefined && origin !== `http://${host}`;
  next(
    foreignSite || foreignOrigin ? new HttpProblem(403, 'only from the console itself') : undefined,
  );
};

async function withCursorProblem<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof CursorError) throw new HttpProblem(400, error.message);
    throw error;
  }
}
