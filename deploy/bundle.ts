import { statSync } from 'node:fs';
import { join } from 'node:path';
import { programsFolder } from './build/build.ts';
import { bundlePath, bundlePrograms } from './build/bundle-programs.ts';
import { bundledPrograms } from './build/programs.ts';

/** `npm run build`: one file per program under dist/programs, with its assets and licences beside it. */
const metafiles = await bundlePrograms(programsFolder);
for (const program of bundledPrograms) {
  const { size } = statSync(join(programsFolder, bundlePath(program)));
  const inputs = Object.keys(metafiles[program.name]?.inputs ?? {}).length;
  console.log(
    `${program.name.padEnd(10)} ${(size / 1e6).toFixed(2).padStart(6)} MB from ${inputs} files`,
  );
}
