import { z } from 'zod';
import { Problem } from '../../../protocol/console-api.ts';
import type { ApiRoute } from './api-route.ts';

type Json = Readonly<Record<string, unknown>>;

const problemTexts: Readonly<Record<number, string>> = {
  400: 'The query or the body is wrong; every mistake is named.',
  401: 'Nobody has signed in, or the session has ended.',
  403: 'The role may not do this, or a page of another origin asked.',
  404: 'There is no such thing.',
  409: 'Another import is running.',
  413: 'The body is too large.',
  422: 'The change would break the registry; every mistake is named.',
  503: 'The database does not answer; try again.',
};

/** The document of OpenAPI 3.1 about a list of routes, from the very schemas that judge their traffic. */
export function openApiDocument(routes: readonly ApiRoute[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const methods = paths[route.path] ?? {};
    paths[route.path] = methods;
    methods[route.method] = operation(route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'yibao-watch: API of the center',
      version: '1',
      description: 'Lists are paged: pass nextCursor of one answer as cursor of the next request.',
    },
    servers: [{ url: '/api/v1' }],
    paths,
    components: { schemas: { Problem: schemaOf(Problem, 'output') } },
  };
}

function operation(route: ApiRoute): Json {
  const { summary, body, status } = route;
  const bodies = body === undefined ? [] : [413];
  const statuses = [...new Set([400, 401, 403, ...route.problems, ...bodies, 503])].sort();
  return {
    summary,
    operationId: operationId(route),
    parameters: [...pathParameters(route), ...queryParameters(route)],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: json(schemaOf(body, 'input')) } }),
    responses: {
      [status]: { description: 'Done.', content: answerContent(route) },
      ...Object.fromEntries(statuses.map((each) => [each, problemResponse(each)])),
    },
  };
}

/** `getRegistryEvents`; parts of the path in braces read as `By…`. */
function operationId({ method, path }: ApiRoute): string {
  const words = path.split(/[/-]/).filter(Boolean);
  const names = words.map((word) => {
    const name = word.replaceAll(/[{}]/g, '');
    const capital = name.charAt(0).toUpperCase() + name.slice(1);
    return word.startsWith('{') ? `By${capital}` : capital;
  });
  return `${method}${names.join('')}`;
}

function pathParameters({ path }: ApiRoute): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    ...{ name, in: 'path', required: true },
    schema: { type: 'string' },
  }));
}

function queryParameters({ query }: ApiRoute): Json[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    readonly properties?: Json;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    ...{ name, in: 'query', required: required.includes(name), schema },
  }));
}

function answerContent({ answer }: ApiRoute): Json {
  if (answer !== 'file') return json(schemaOf(answer, 'output'));
  return { '*/*': { schema: { type: 'string', format: 'binary' } } };
}

function problemResponse(status: number): Json {
  return {
    description: problemTexts[status] ?? 'A problem.',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

function json(schema: Json): Json {
  return { 'application/json': { schema } };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    ...{ io, unrepresentable: 'any' },
    target: 'draft-2020-12',
  });
  return rest;
}
