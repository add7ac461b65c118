import { panelCheck } from './check.ts';
import { isColor } from './grafana-facts.ts';

export const colors = panelCheck(
  'colors',
  'A color that is neither a name of the theme nor a code: Grafana would draw gray.',
  function* ({ fieldConfig, options }) {
    for (const color of colorsIn({ fieldConfig, options })) {
      if (!isColor(color)) yield `unknown color ${color}`;
    }
  },
);

function colorsIn(node: unknown): string[] {
  const found: string[] = [];
  JSON.stringify(node, (key, value: unknown) => {
    const isColorKey = key === 'color' || key === 'fixedColor';
    if (isColorKey && typeof value === 'string') found.push(value);
    return value;
  });
  return found;
}
