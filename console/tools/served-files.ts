import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const require = createRequire(import.meta.url);
const packages = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const ours = fileURLToPath(new URL('../icons/', import.meta.url));

/** Names under which @grafana/ui asks for fonts, and the files that answer. */
const fonts: Readonly<Record<string, string>> = {
  'inter/Inter-Regular.woff2': require.resolve(
    '@fontsource/inter/files/inter-latin-400-normal.woff2',
  ),
  'inter/Inter-Medium.woff2': require.resolve(
    '@fontsource/inter/files/inter-latin-500-normal.woff2',
  ),
  'roboto/L0xTDF4xlVMF-BfR8bXMIhJHg45mwgGEFl0_3vrtSM1J-gEPT5Ese6hmHSh0mQ.woff2': require.resolve(
    '@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2',
  ),
};

/** Puts into dist/ what the page fetches at run time: icons and fonts. Nothing comes from outside. */
export function servedFiles(): Plugin {
  return {
    name: 'served-files',
    generateBundle() {
      for (const [fileName, path] of servedPaths()) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(path) });
      }
    },
  };
}

function servedPaths(): Map<string, string> {
  const icons = `${packages}@grafana/ui/dist/public/img/icons`;
  const shipped = readdirSync(icons, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.svg'))
    .map((file): [string, string] => [`build/img/icons/${file}`, `${icons}/${file}`]);
  // Icons that @grafana/ui uses but does not ship.
  const added = readdirSync(ours).map((file): [string, string] => [
    `build/img/icons/unicons/${file}`,
    ours + file,
  ]);
  const letters = Object.entries(fonts).map(([name, file]): [string, string] => [
    `fonts/${name}`,
    file,
  ]);
  return new Map([...shipped, ...added, ...letters]);
}
