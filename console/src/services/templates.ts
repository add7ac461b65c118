import type { ScopedVars } from '@grafana/data';
import { setTemplateSrv } from '@grafana/runtime';
import {
  type InterpolationFormatParameter,
  SafeSerializableSceneObject,
  type SceneObject,
  sceneGraph,
} from '@grafana/scenes';
import { currentScene } from './current-scene.ts';

export type Interpolate = (
  text: string,
  vars?: ScopedVars,
  format?: InterpolationFormatParameter,
) => string;

/** Variables belong to a scene object: the one that asks, or the page's. */
export const interpolate: Interpolate = (text, vars, format) => {
  const context = askingObject(vars) ?? currentScene();
  return context ? sceneGraph.interpolate(context, text, vars, format) : text;
};

/** Scenes tell who asks by a wrapped reference among the variables. */
export function askingObject(vars: ScopedVars | undefined): SceneObject | undefined {
  const wrapped: unknown = vars?.__sceneObject?.value;
  return wrapped instanceof SafeSerializableSceneObject ? wrapped.valueOf() : undefined;
}

/** Lets the parts of Grafana that know no scenes fill in variables too. */
export function installTemplates(): void {
  setTemplateSrv({
    getVariables: () => [],
    replace: (text = '', vars, format) =>
      interpolate(text, vars, format as InterpolationFormatParameter),
    containsTemplate: (text = '') => text.includes('$'),
    updateTimeRange: () => undefined,
  });
}
