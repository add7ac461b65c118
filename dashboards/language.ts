/** Languages of the boards; Chinese is the one people get who did not choose. */
export const languages = ['zh-Hans', 'en-US'] as const;
export type Language = (typeof languages)[number];

/** A text in both languages: one that lacks a language does not compile. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** What a panel says of itself: the title, and the sentence behind its info mark. */
export interface PanelText {
  readonly title: Text;
  readonly about: Text;
}

export type Say = (text: Text) => string;

export function sayIn(language: Language): Say {
  return (text) => (language === 'zh-Hans' ? text.zh : text.en);
}

/** The same word in both languages: codes, abbreviations, templates of labels. */
export function same(text: string): Text {
  return { zh: text, en: text };
}
