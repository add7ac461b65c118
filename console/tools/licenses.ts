import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** A package whose code stands in the bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

/** Licenses that let us serve the code as it is, with their texts beside it. */
const accepted = /^(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|Unlicense|CC0-1\.0|OFL-1\.1)$/;

/** Of several to choose from one suffices; of several that hold together each must do. */
export function isAccepted(license: string): boolean {
  const terms = license.replaceAll(/[()]/g, '');
  return terms
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => accepted.test(one.trim())));
}

/** Served as files, not bundled. */
const served = ['inter', 'roboto-mono'].map((font) =>
  fileURLToPath(new URL(`../../node_modules/@fontsource/${font}`, import.meta.url)),
);

/** Writes the licenses of all bundled code beside it, and fails the build on one that is not accepted. */
export function licenses(): Plugin {
  return {
    name: 'licenses',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) =>
        file.type === 'chunk' ? file.moduleIds : [],
      );
      const folders = new Set(modules.flatMap((id) => packageFolder(id) ?? []));
      const packages = [...folders, ...served].map(readPackage);
      if (packages.length < 20)
        this.error(`licenses: expected dozens of packages, saw ${packages.length}`);
      const refused = packages.filter(({ license }) => !isAccepted(license));
      if (refused.length > 0) {
        this.error(
          `licenses: ${refused.map(({ name, license }) => `${name} is ${license}`).join(', ')}`,
        );
      }
      this.emitFile({
        type: 'asset',
        fileName: 'third-party-licenses.txt',
        source: licenseText(packages),
      });
    },
  };
}

/** `…/node_modules/@scope/name` of a module in there; undefined for our own. */
export function packageFolder(moduleId: string): string | undefined {
  return /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(moduleId)?.[1];
}

export function licenseText(packages: readonly BundledPackage[]): string {
  const sorted = packages.toSorted((a, b) => a.name.localeCompare(b.name));
  return sorted
    .map(
      ({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text.trim()}\n`,
    )
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function readPackage(folder: string): BundledPackage {
  const manifest = JSON.parse(readFileSync(join(nearest(folder), 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  return {
    name: manifest.name,
    version: manifest.version,
    license: manifest.license ?? 'not told',
    text: file ? readFileSync(join(folder, file), 'utf8') : '',
  };
}

/** Some packages hold folders with a node_modules of their own inside. */
function nearest(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : nearest(dirname(folder));
}
