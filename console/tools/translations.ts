import type { Plugin } from 'vite';
import sceneTexts from '../../node_modules/@grafana/scenes/dist/esm/locales/zh-Hans/grafana-scenes.json.js';
import { zhHans } from '../src/i18n/zh-hans.ts';

const asked = /\bt\(\s*"([^"]+)"|i18nKey: "([^"]+)"/g;

/** Names of units and palettes are shown where boards are edited; nothing is edited here. */
const editorOnly = 'grafana-data.valueFormats.';

interface Nested {
  readonly [key: string]: string | Nested;
}

/** Fails the build when a text of Grafana's packages that reaches the bundle has no Chinese, ours or theirs. */
export function translations(): Plugin {
  const known = new Set(
    [...Object.keys(zhHans), ...flatKeys(sceneTexts as Nested)].map((key) =>
      key.replace(/_other$/, ''),
    ),
  );
  const keys = new Set<string>();
  return {
    name: 'translations',
    transform(code, id) {
      if (/@grafana\/(ui|data|scenes)\/dist\/esm\//.test(id)) addKeys(keys, code);
      return null;
    },
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).map((file) => (file.type === 'chunk' ? file.code : ''));
      const reached = [...keys].filter((key) => chunks.some((code) => code.includes(key)));
      if (reached.length < 100)
        this.error(`translations: expected hundreds of keys, saw ${reached.length}`);
      const missing = reached.filter((key) => !known.has(key));
      if (missing.length > 0) this.error(`zh-hans.ts lacks ${missing.join(', ')}`);
    },
  };
}

function addKeys(keys: Set<string>, code: string): void {
  for (const [, plain, component] of code.matchAll(asked)) {
    const key = plain ?? component ?? '';
    if (!key.startsWith(editorOnly)) keys.add(key);
  }
}

function flatKeys(texts: Nested, before = ''): string[] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [before + key] : flatKeys(text, `${before}${key}.`),
  );
}
