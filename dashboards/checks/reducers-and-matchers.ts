import { panelCheck } from './check.ts';
import { facts } from './grafana-facts.ts';

export const reducersAndMatchers = panelCheck(
  'reducers-and-matchers',
  'A reducer or a matcher that Grafana does not know.',
  function* ({ options, fieldConfig }) {
    const calcs = [options?.reduceOptions?.calcs ?? [], options?.legend?.calcs ?? []].flat();
    for (const calc of calcs) {
      if (!facts.reducers.includes(calc)) yield `unknown reducer ${calc}`;
    }
    for (const { matcher } of fieldConfig?.overrides ?? []) {
      if (!facts.matchers.includes(matcher?.id ?? '')) yield `unknown matcher ${matcher?.id}`;
    }
  },
);
