import {
  ConstantVariable,
  CustomVariable,
  DataSourceVariable,
  type QueryVariable as Query,
  QueryVariable,
  type SceneVariable,
  TextBoxVariable,
} from '@grafana/scenes';
import type { VariableJson } from './board-json.ts';

const hidden = 2;

/** A variable of a board; an unknown type is told by name, for a board that needs it would ask wrong questions. */
export function variable(json: VariableJson): SceneVariable {
  const { type, name, label, hide, skipUrlSync, description } = json;
  const common = { name, label, hide, skipUrlSync, description };
  switch (type) {
    case 'query':
      return new QueryVariable({ ...common, ...choice(json), ...question(json) });
    case 'custom':
      return new CustomVariable({ ...common, ...choice(json), query: text(json) });
    case 'datasource':
      // There is one Prometheus and nothing to choose.
      return new DataSourceVariable({ ...common, hide: hidden, pluginId: text(json) });
    case 'constant':
      return new ConstantVariable({ ...common, value: text(json) });
    case 'textbox':
      return new TextBoxVariable({ ...common, value: String(json.current?.value ?? text(json)) });
    default:
      throw new Error(`variable ${name}: expected a type that the console knows, got ${type}`);
  }
}

function choice(json: VariableJson) {
  return {
    value: json.current?.value ?? '',
    text: json.current?.text ?? '',
    isMulti: json.multi ?? false,
    includeAll: json.includeAll ?? false,
    defaultToAll: json.includeAll ?? false,
    ...(json.allValue === undefined ? {} : { allValue: json.allValue }),
  };
}

function question(json: VariableJson): Partial<Query['state']> {
  return {
    query: json.query ?? '',
    datasource: json.datasource ?? null,
    regex: json.regex ?? '',
    sort: json.sort ?? 0,
    refresh: json.refresh ?? 1,
  };
}

function text({ query = '' }: VariableJson): string {
  return typeof query === 'string' ? query : query.query;
}
