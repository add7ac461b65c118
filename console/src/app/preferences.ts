import { isLanguage, type Language } from '../i18n/language.ts';

export type Theme = 'dark' | 'light';

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
}

type Store = Pick<Storage, 'getItem' | 'setItem'>;

const names = { language: 'yibao.language', theme: 'yibao.theme' } as const;

/** What the address asks for (`lang`, `theme`), else what was chosen before, else Chinese and dark. Remembers it. */
export function readPreferences(search: string, store: Store): Preferences {
  const asked = new URLSearchParams(search);
  const language = [asked.get('lang'), store.getItem(names.language)].find(isLanguage);
  const theme = [asked.get('theme'), store.getItem(names.theme)].find(isTheme);
  const preferences = { language: language ?? 'zh-Hans', theme: theme ?? 'dark' } as const;
  remember(preferences, store);
  return preferences;
}

export function remember({ language, theme }: Preferences, store: Store): void {
  try {
    store.setItem(names.language, language);
    store.setItem(names.theme, theme);
  } catch {
    // A browser without room or permission for storage still shows boards.
  }
}

/** The address without what is remembered, so that a reload follows the new choice. */
export function withoutPreferences(path: string, search: string): string {
  const rest = search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !/^(lang|theme)(=|$)/.test(part));
  return rest.length === 0 ? path : `${path}?${rest.join('&')}`;
}

function isTheme(text: unknown): text is Theme {
  return text === 'dark' || text === 'light';
}
