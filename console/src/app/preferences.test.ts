import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPreferences, withoutPreferences } from './preferences.ts';

function store(kept: Record<string, string> = {}) {
  const map = new Map(Object.entries(kept));
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
  };
}

test('a first visit is Chinese and dark', () => {
  assert.deepEqual(readPreferences('', store()), { language: 'zh-Hans', theme: 'dark' });
});

test('the address wins and is remembered', () => {
  const kept = store();

  readPreferences('?lang=en-US&theme=light', kept);

  assert.deepEqual(readPreferences('', kept), { language: 'en-US', theme: 'light' });
});

test('a language that nobody speaks here is passed over', () => {
  const kept = store({ 'yibao.language': 'tlh', 'yibao.theme': 'neon' });

  assert.deepEqual(readPreferences('?lang=xx&theme=1', kept), {
    language: 'zh-Hans',
    theme: 'dark',
  });
});

test('a browser without storage still gets a language', () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new Error('QuotaExceededError');
    },
  };

  assert.equal(readPreferences('?lang=en-US', full).language, 'en-US');
});

test('the address loses only language and theme, kiosk stays bare', () => {
  assert.equal(
    withoutPreferences('/d/x', '?kiosk&lang=en-US&var-a=1&theme=light&language=2'),
    '/d/x?kiosk&var-a=1&language=2',
  );
  assert.equal(withoutPreferences('/d/x', '?lang=en-US'), '/d/x');
});
