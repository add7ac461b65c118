import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { Metafile } from 'esbuild';
import { bundleOne, bundlePath } from '../deploy/build/bundle-programs.ts';
import { packagesIn } from '../deploy/build/licenses.ts';
import { type BundledProgram, bundledPrograms } from '../deploy/build/programs.ts';

/**
 * Permissive ones: they ask for their text to be shipped, and LEGAL.txt beside each bundle has it. MPL-2.0 asks
 * for the source of its own files, which we do not change and npm has; it says nothing about ours.
 */
const allowedLicenses = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
]);

/** Bytes that a bundle may have; one that grows past it needs a commit with a reason. */
const budgets: Readonly<Record<string, number>> = {
  agent: 1_300_000, // with `import { z }` in place of `import * as z` all of zod comes along, and 6 MB of memory
  'agent-sql': 5_500_000,
  'agent-inventory': 800_000,
  center: 3_900_000, // it reads and writes workbooks
  notifier: 3_800_000,
  forecaster: 2_600_000,
  simulator: 3_000_000,
  'reference-app': 3_000_000,
};

/** What must never be in a bundle, and why. */
const forbidden: Readonly<Record<string, readonly (readonly [packages: RegExp, why: string])[]>> = {
  agent: [
    [
      /^(pg|pg-.*|mysql2?|tedious|oracledb|kysely|better-sqlite3)$/,
      'database drivers are the optional second bundle',
    ],
    [/^(nodemailer|smtp-server)$/, 'a hospital server sends no mail'],
    [/^(undici|ws)$/, 'Node has what the agent needs'],
    [/^systeminformation$/, 'it starts shells; the inventory is a bundle of its own'],
  ],
  center: [[/^(nodemailer|smtp-server)$/, 'the notifier tells people, not the center']],
  notifier: [[/^smtp-server$/, "the demo inbox is the simulator's"]],
  forecaster: [[/^(pg|kysely|nodemailer)$/, 'the forecaster reads Prometheus and keeps files']],
  simulator: [[/^(pg|kysely)$/, 'the simulator has no database']],
};

const metafiles = new Map<string, Promise<Metafile>>();

/** Each program is bundled once for all its tests; nothing is written. */
function metafileOf(program: BundledProgram): Promise<Metafile> {
  const known = metafiles.get(program.name) ?? bundleOne(program);
  metafiles.set(program.name, known);
  return known;
}

for (const program of bundledPrograms) {
  describe(`the bundle of ${program.name}`, () => {
    test('has only packages with permissive licenses', async () => {
      const packages = packagesIn(await metafileOf(program));

      assert.ok(packages.length > 0, `found only ${packages.length} packages`);
      assert.deepEqual(
        packages.filter(({ license }) => !allowedLicenses.has(license)),
        [],
      );
    });

    test('has none of the packages that do not belong into it', async () => {
      const names = packagesIn(await metafileOf(program)).map(({ name }) => name);
      const found = (forbidden[program.name] ?? []).flatMap(([packages, why]) =>
        names.filter((name) => packages.test(name)).map((name) => `${name}: ${why}`),
      );

      assert.deepEqual(found, []);
    });

    test('has no native module and nothing of other programs, tests or tools', async () => {
      const files = Object.keys((await metafileOf(program)).inputs);
      const tops = new Set(
        files.filter((file) => !file.includes(':')).map((file) => file.split('/')[0]),
      );
      const own = program.entry.split('/')[0] ?? '';

      assert.deepEqual(
        files.filter((file) => file.endsWith('.node')),
        [],
      );
      const allowed = new Set([own, 'catalog', 'lib', 'protocol', 'node_modules']);
      assert.deepEqual(
        [...tops].filter((top) => top !== undefined && !allowed.has(top)),
        [],
      );
    });

    test('stays within its size', async () => {
      const { outputs } = await metafileOf(program);
      const bytes = Object.entries(outputs).find(([path]) =>
        path.endsWith(bundlePath(program)),
      )?.[1].bytes;

      const budget = budgets[program.name] ?? 0;
      assert.ok(bytes !== undefined && bytes <= budget, `${bytes} bytes, budget ${budget}`);
    });

    test('finds beside itself every folder that its modules ask for', async () => {
      const files = Object.keys((await metafileOf(program)).inputs);
      const asking = files.filter((file) => isOurs(file) && asksForItsFolder(file));

      for (const file of asking) {
        const folder = file.slice(0, file.lastIndexOf('/'));
        const carried = program.assets.some(
          (asset) => asset === folder || asset.startsWith(`${folder}/`),
        );
        assert.ok(
          carried,
          `${file} reads files beside itself, but ${program.name} carries none of ${folder}`,
        );
      }
      for (const asset of program.assets) assert.ok(existsSync(asset), asset);
    });
  });
}

function isOurs(file: string): boolean {
  return file.endsWith('.ts') && !file.includes('node_modules') && existsSync(file);
}

function asksForItsFolder(file: string): boolean {
  return readFileSync(file, 'utf8').includes('import.meta.dirname');
}
