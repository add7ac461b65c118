import type { Language } from '../i18n/language.ts';

/** A board in the switcher. Others open by their address. */
export interface BoardEntry {
  readonly uid: string;
  readonly names: Readonly<Record<Language, string>>;
}

/** In the order of the switcher; a test compares it with what dashboards/ generates. */
export const boardList: readonly BoardEntry[] = [
  { uid: 'yibao-wallboard', names: { 'zh-Hans': '大屏', 'en-US': 'Wallboard' } },
  { uid: 'yibao-hospital', names: { 'zh-Hans': '医院', 'en-US': 'Hospital' } },
];
