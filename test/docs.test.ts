import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';

const pages = globSync('{*.md,docs/**/*.md,*/README.md}').filter(
  (page) => !page.includes('node_modules'),
);

/** Links to files, `[text](path)`; addresses and anchors inside the page are not files. */
function linkedFiles(page: string): string[] {
  const links = readFileSync(page, 'utf8').matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g);
  return [...links].map(([, target = '']) => target).filter((target) => !/^[a-z]+:/.test(target));
}

/** Paths named in backquotes that begin with a folder or program of ours; placeholders are not paths. */
function namedPaths(page: string): string[] {
  const known =
    /`((?:agent|alerting|catalog|center|console|dashboards|deploy|docs|exporter-rules|lib|protocol|simulator|test|tools)\/[\w./-]*\w\/?)`/g;
  const found = readFileSync(page, 'utf8').matchAll(known);
  return [...found].map(([, path = '']) => path).filter((path) => !/(^|\/)x\.|NNNN/.test(path));
}

test('the docs test has seen the pages', () => {
  assert.ok(pages.length > 10, `found only ${pages.length} pages`);
});

for (const page of pages) {
  test(`${page} links to files that exist`, () => {
    const missing = linkedFiles(page).filter(
      (to) => !existsSync(normalize(join(dirname(page), to))),
    );

    assert.deepEqual(missing, []);
  });

  if (page === 'CHANGELOG.md') continue; // it may speak of what is gone
  test(`${page} names paths that exist`, () => {
    assert.deepEqual(
      namedPaths(page).filter((path) => !existsSync(path)),
      [],
    );
  });
}
