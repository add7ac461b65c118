import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';

/** JSON schemas made from the TypeScript declarations of Grafana; unknown keys are refused. */
interface Schema {
  readonly $ref?: string;
  readonly definitions?: Record<string, SchemaNode>;
}

interface SchemaNode {
  readonly $ref?: string;
  readonly properties?: Record<string, unknown>;
  readonly allOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  additionalProperties?: unknown;
}

const ajv = new Ajv({ allErrors: true, strict: false });
const validators = new Map<string, ValidateFunction | undefined>();

/** @param name path under schemas/ without `.json` */
export function schemaFaults(name: string, value: unknown): string[] {
  if (!validators.has(name)) {
    const schema = readSchema(name);
    validators.set(name, schema && ajv.compile(schema));
  }
  const validate = validators.get(name);
  if (validate === undefined || validate(value)) return [];
  return (validate.errors ?? []).filter(isTelling).slice(0, 5).map(sentence);
}

/** The keys that the type of a schema may have; undefined where Grafana declares none. */
export function keysOf(name: string): ReadonlySet<string> | undefined {
  const schema = readSchema(name);
  return schema && new Set(keysIn(schema, schema));
}

function keysIn(node: SchemaNode, schema: Schema): string[] {
  if (node.$ref !== undefined) {
    const target = decodeURIComponent(node.$ref.replace('#/definitions/', ''));
    return keysIn(schema.definitions?.[target] ?? {}, schema);
  }
  const parts = [...(node.allOf ?? []), ...(node.anyOf ?? [])];
  return [...Object.keys(node.properties ?? {}), ...parts.flatMap((part) => keysIn(part, schema))];
}

function readSchema(name: string): Schema | undefined {
  const file = new URL(`schemas/${name}.json`, import.meta.url);
  if (!existsSync(file)) return undefined;
  const schema = JSON.parse(readFileSync(file, 'utf8')) as Schema;
  return name === 'dashboard' ? mended(schema) : schema;
}

const dataLink = {
  type: 'object',
  properties: {
    title: { type: 'string' },
    url: { type: 'string' },
    targetBlank: { type: 'boolean' },
  },
  required: ['title', 'url'],
  additionalProperties: false,
};

/** The SDK's schema of a board is wrong in two places. */
function mended(schema: Schema): Schema {
  for (const [name, definition] of Object.entries(schema.definitions ?? {})) {
    // Queries are checked on their own, with the schema of their data source.
    if (/Dataquery|Target/i.test(name)) delete definition.additionalProperties;
  }
  // The SDK takes a field's data links for dashboard links.
  const { properties } = schema.definitions?.FieldConfig ?? {};
  if (properties !== undefined) properties.links = { type: 'array', items: dataLink };
  return schema;
}

/** A failing anyOf repeats the faults of its branches; those are enough. */
function isTelling({ keyword }: ErrorObject): boolean {
  return keyword !== 'anyOf' && keyword !== 'oneOf';
}

function sentence({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath} ${message} ${JSON.stringify(params)}`.trim();
}
