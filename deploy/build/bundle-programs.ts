import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, relative } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { writeAtomic } from '../../lib/write-atomic.ts';
import { root } from '../layout.ts';
import { leaveOut } from './leave-out.ts';
import { licenseTexts, packagesIn } from './licenses.ts';
import { type BundledProgram, bundledPrograms } from './programs.ts';
import { requireBuiltins } from './require-builtins.ts';

/** CommonJS packages call `require` for Node's own modules; an ES module has none unless it is made. */
const requireBanner = `import { createRequire as createRequireOfBundle } from 'node:module';
const require = createRequireOfBundle(import.meta.url);`;

/** Bundles every program into `outFolder/<its path>.js`, with its assets at their place; resolves to what went in. */
export async function bundlePrograms(
  outFolder: string,
): Promise<Readonly<Record<string, Metafile>>> {
  rmSync(outFolder, { recursive: true, force: true });
  // The folder may be copied elsewhere: it says by itself that its files are ES modules.
  writeAtomic(join(outFolder, 'package.json'), '{"type":"module"}\n');
  const bundled = bundledPrograms.map(async (program) => {
    copyAssets(program, outFolder);
    return [program.name, await bundleOne(program, outFolder)] as const;
  });
  return Object.fromEntries(await Promise.all(bundled));
}

/** Where a program's bundle stands under the folder of bundles. */
export function bundlePath({ entry }: BundledProgram): string {
  return entry.replace(/\.ts$/, '.js');
}

/** Bundles one program; without `outFolder` nothing is written, for tests that read what went in. */
export async function bundleOne(program: BundledProgram, outFolder?: string): Promise<Metafile> {
  const outfile = join(outFolder ?? join(root, 'dist/unwritten'), bundlePath(program));
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [program.entry],
    outfile,
    write: outFolder !== undefined,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    banner: { js: requireBanner },
    minifySyntax: true, // names and lines stay, so that stack traces can be read
    legalComments: 'external', // beside the bundle, and the whole licenses behind them
    external: ['pg-native'], // optional and never installed
    metafile: true,
    logLevel: 'warning',
    plugins: [
      ...(program.isLean === true ? [leaveOut()] : []),
      requireBuiltins(),
      ownFolders(program.entry),
    ],
  });
  if (outFolder !== undefined) {
    escapeForeignLetters(outfile);
    appendFileSync(`${outfile}.LEGAL.txt`, licenseTexts(packagesIn(metafile)));
  }
  return metafile;
}

/**
 * One letter beyond Latin makes V8 keep the whole text with two bytes for each. esbuild escapes them in strings;
 * those that are left stand in regular expressions and comments.
 */
function escapeForeignLetters(file: string): void {
  const escaped = readFileSync(file, 'utf8').replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  writeFileSync(file, escaped);
}

/**
 * A module asks `import.meta.dirname` for the files beside it. In a bundle that would be the bundle's folder
 * for all of them, so each module of ours gets the place of its own folder in the mirrored tree.
 */
function ownFolders(entry: string): Plugin {
  const ours = /[\\/](agent|alerting|center|simulator|lib|catalog|protocol)[\\/].*\.ts$/;
  const entryFolder = join(root, dirname(entry));
  return {
    name: 'own-folders',
    setup: ({ onLoad }) => {
      onLoad({ filter: ours }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        if (path.includes('node_modules') || !text.includes('import.meta.dirname'))
          return undefined;
        const step = relative(entryFolder, dirname(path));
        const own = `(import.meta.dirname + ${JSON.stringify(`/${step}`)})`;
        return { contents: text.replaceAll('import.meta.dirname', own), loader: 'ts' };
      });
    },
  };
}

function copyAssets({ assets }: BundledProgram, outFolder: string): void {
  for (const asset of assets) {
    const target = join(outFolder, asset);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(root, asset), target, {
      recursive: true,
      filter: (path) => extname(path) !== '.ts',
    });
  }
}
