import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { languages } from '../i18n/language.ts';
import { boardList } from './board-list.ts';

for (const language of languages) {
  test(`every generated board can be reached from the switcher (${language})`, () => {
    const folder = new URL(`../../../dashboards/generated/${language}/`, import.meta.url);
    const generated = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

    assert.deepEqual(boardList.map(({ uid }) => uid).sort(), generated.sort());
  });
}
