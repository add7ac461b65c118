import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { z } from 'zod';
import { root } from '../layout.ts';

/** A package of others that is in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** As its package.json says, an SPDX expression such as `MIT`. */
  readonly license: string;
  /** Folder, from the root of the checkout. */
  readonly folder: string;
}

const Manifest = z.object({ name: z.string(), version: z.string(), license: z.string() });

/** The packages whose files went into a bundle, by name. */
export function packagesIn({ inputs }: Metafile): readonly BundledPackage[] {
  const folders = Object.keys(inputs).flatMap(
    (file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
  );
  return [...new Set(folders)]
    .map((folder) => {
      const manifest = Manifest.parse(
        JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')),
      );
      return { ...manifest, folder };
    })
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** What their licenses want to travel with the code: name, version and the whole text of each. */
export function licenseTexts(packages: readonly BundledPackage[]): string {
  return packages
    .map(({ name, version, license, folder }) => {
      const head = `${'-'.repeat(80)}\n${name} ${version}, ${license}\n`;
      const files = readdirSync(join(root, folder)).filter((file) =>
        /^(licen[sc]e|notice)/i.test(file),
      );
      const texts = files.map((file) => readFileSync(join(root, folder, file), 'utf8').trim());
      return `${head}\n${texts.join('\n\n')}\n`;
    })
    .join('\n');
}
