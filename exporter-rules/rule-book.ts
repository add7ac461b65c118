import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { RuleBook } from './checks/check.ts';
import { ruleGroups } from './groups.ts';
import { published } from './recording/index.ts';

/** The rules with their runbooks and unit tests, read below the root of the repository. */
export function readRuleBook(): RuleBook {
  return {
    groups: ruleGroups,
    published,
    runbooks: filesOf('docs/runbooks', '.md'),
    tests: filesOf('exporter-rules/tests', '.yml'),
  };
}

/** Texts of a folder by name without suffix; a page that only leads there is not one of them. */
function filesOf(folder: string, suffix: string): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(folder)
      .filter((file) => extname(file) === suffix && basename(file, suffix) !== 'README')
      .map((file) => [basename(file, suffix), readFileSync(`${folder}/${file}`, 'utf8')]),
  );
}
