import { gzipSync } from 'node:zlib';
import type { Plugin, Rollup } from 'vite';

export interface BuiltFile {
  readonly name: string;
  readonly bytes: Uint8Array | string;
  /** Files that the browser fetches with this one: static imports and style sheets. */
  readonly needs: readonly string[];
}

/** Bytes after gzip of everything that comes with `entries`, each file once. Throws on a file that was not built. */
export function firstLoadBytes(files: readonly BuiltFile[], entries: readonly string[]): number {
  const byName = new Map(files.map((file) => [file.name, file]));
  const counted = new Set<string>();
  let bytes = 0;
  const add = (name: string): void => {
    if (counted.has(name)) return;
    counted.add(name);
    const file = byName.get(name);
    if (!file) throw new Error(`first load: ${name} was not built`);
    bytes += gzipSync(file.bytes).length;
    for (const needed of file.needs) add(needed);
  };
  for (const entry of entries) add(entry);
  return bytes;
}

const mostBytes = 900_000;

/** What a Chinese visitor's browser runs before the first board: the entry imports the others when it runs. */
const first = [
  'src/boot.ts',
  'src/main.tsx',
  'src/i18n/zh-hans.ts',
  'locales/zh-Hans/grafana-scenes.json.js',
];

/** Fails the build when the first load grows beyond its budget: page, boot, main, the Chinese texts. */
export function firstLoad(): Plugin {
  return {
    name: 'first-load',
    generateBundle(_options, bundle) {
      const files = Object.values(bundle).map((file) =>
        file.type === 'chunk'
          ? { name: file.fileName, bytes: file.code, needs: [...file.imports, ...styles(file)] }
          : { name: file.fileName, bytes: file.source, needs: [] },
      );
      const entries = first.map((module) => fileOf(bundle, module));
      const bytes = firstLoadBytes(files, entries);
      const kilobytes = `${Math.round(bytes / 1000)} kB gzip`;
      this.info(`first load ${kilobytes} in ${entries.join(', ')}`);
      if (bytes > mostBytes)
        this.error(`first load: expected at most ${mostBytes / 1000} kB, got ${kilobytes}`);
    },
  };
}

function fileOf(bundle: Rollup.OutputBundle, module: string): string {
  const chunk = Object.values(bundle).find(
    (file) => file.type === 'chunk' && file.moduleIds.some((id) => id.endsWith(`/${module}`)),
  );
  if (!chunk) throw new Error(`first load: expected a chunk with ${module}`);
  return chunk.fileName;
}

function styles(chunk: object): string[] {
  const { viteMetadata } = chunk as { viteMetadata?: { importedCss: Set<string> } };
  return [...(viteMetadata?.importedCss ?? [])];
}
