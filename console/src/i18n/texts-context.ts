import { createContext, useContext } from 'react';
import { type Texts, texts } from './texts.ts';

/** The sentences of the chosen language. */
export const TextsContext = createContext<Texts>(texts['zh-Hans']);

export function useTexts(): Texts {
  return useContext(TextsContext);
}
