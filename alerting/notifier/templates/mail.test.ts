import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { mailHtml } from './mail-html.ts';
import { mailText } from './mail-text.ts';
import { mailSubject, mailView } from './mail-view.ts';
import { sampleStories } from './sample-stories.ts';

const golden = join(import.meta.dirname, '..', 'testdata', 'mails');
const asIs = { serializers: [(text: string) => text] };

describe('mails', () => {
  for (const [name, languages] of [
    ['alarm', ['zh']],
    ['alarm', ['en']],
    ['alarm', ['zh', 'en']],
    ['area', ['zh']],
    ['recovery', ['zh']],
    ['recovery', ['en']],
  ] as const) {
    const title = `${name}-${languages.join('-')}`;

    test(`the mail ${title} is the golden one, as text and as HTML`, (t) => {
      const views = languages.map((language) => mailView(sampleStories[name]!, language));
      const subject = mailSubject(sampleStories[name]!, languages[0]);

      const text = `Subject: ${subject}\n\n${mailText(views)}`;

      t.assert.fileSnapshot(text, join(golden, `${title}.txt`), asIs);
      t.assert.fileSnapshot(mailHtml(views), join(golden, `${title}.html`), asIs);
    });
  }

  test('what an alert brings along becomes text in a mail, never markup and never a link to a script', () => {
    const html = mailHtml([mailView(sampleStories.hostile!, 'zh')]);

    assert.ok(!html.includes('<script') && !html.includes('<img') && !html.includes('javascript:'));
    assert.ok(html.includes('&#60;script&#62;'));
  });

  test('a table of many members shows twenty and says how many are left out', () => {
    const { table } = mailView(sampleStories.area!, 'zh');

    assert.equal(table.rows.length, 20);
    assert.equal(table.more, '另有 7 条未列出');
  });
});
