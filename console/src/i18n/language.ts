/** Languages of the console, as board folders and translations name them. */
export const languages = ['zh-Hans', 'en-US'] as const;

export type Language = (typeof languages)[number];

export function isLanguage(text: unknown): text is Language {
  return (languages as readonly unknown[]).includes(text);
}
