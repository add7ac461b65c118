import { loadResources } from '@grafana/scenes';
import i18next from 'i18next';
import { nameSpace } from './install-language.ts';
import type { Language } from './language.ts';

/** Adds the texts that scenes ship. They are asked for when something is drawn, so this may come after the modules. */
export async function addSceneTexts(language: Language): Promise<void> {
  if (language === 'en-US') return;
  i18next.addResourceBundle(language, nameSpace, await loadResources(language), true, true);
}
