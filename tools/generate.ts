import { readFileSync } from 'node:fs';
import { writeAtomic } from '../lib/write-atomic.ts';
import { generators } from './generators.ts';

/** Writes every generated file; with --check compares instead and names what is stale. */
const check = process.argv.includes('--check');
const stale: string[] = [];
let count = 0;

for (const generate of generators) {
  for (const [path, content] of await generate()) {
    count += 1;
    if (readOrEmpty(path) === content) continue;
    stale.push(path);
    if (!check) writeAtomic(path, content);
  }
}

console.log(`${count} generated files, ${stale.length} ${check ? 'stale' : 'written'}`);
for (const path of stale) console.log(`  ${path}`);
if (check && stale.length > 0) {
  console.log('Run `npm run generate` and commit the result with its source.');
  process.exitCode = 1;
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
