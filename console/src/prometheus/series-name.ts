import type { Labels } from './answer.ts';

/** The legend of a series: the template with `{{label}}` filled, else Prometheus' own notation. */
export function seriesName(template: string | undefined, metric: Labels): string {
  if (template && template !== '__auto') return fillTemplate(template, metric);
  const { __name__: name = '', ...labels } = metric;
  const matchers = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
  if (matchers.length === 0) return name || 'Value';
  return `${name}{${matchers.join(', ')}}`;
}

function fillTemplate(template: string, labels: Labels): string {
  return template.replaceAll(
    /\{\{\s*([^}]*?)\s*\}\}/g,
    (_whole, label: string) => labels[label] ?? '',
  );
}
