import { initPluginTranslations } from '@grafana/i18n';
import i18next from 'i18next';
import moment from 'moment';
import 'moment/dist/locale/zh-cn'; // the ESM one: the other would bring a second moment
import { initReactI18next } from 'react-i18next';
import type { Language } from './language.ts';

declare global {
  interface Window {
    /** Set by public/boot-data.js before anything else runs. */
    grafanaBootData: { user: { language: string; locale: string; regionalFormat: string } };
  }
}

/** The name space in which scenes look up their texts; those of ui and data are found there too. */
export const nameSpace = 'grafana-scenes';

/** Makes the language known to moment, i18next and Grafana's config, before @grafana/ui is loaded. */
export async function installLanguage(language: Language): Promise<void> {
  const isChinese = language === 'zh-Hans';
  document.documentElement.lang = language;
  Object.assign(window.grafanaBootData.user, {
    language,
    locale: language,
    regionalFormat: isChinese ? 'zh-CN' : 'en-US',
  });
  // "3 分钟前" and the names of weekdays come from moment, the copy that @grafana/data uses.
  moment.locale(isChinese ? 'zh-cn' : 'en');
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en-US',
    resources: {},
    partialBundledLanguages: true,
    returnEmptyString: false,
  });
  await initPluginTranslations(nameSpace, []);
  if (isChinese) await addChinese(language);
}

/** Flat keys with dots: i18next finds them as it finds nested ones. */
async function addChinese(language: Language): Promise<void> {
  const { zhHans } = await import('./zh-hans.ts');
  i18next.addResourceBundle(language, nameSpace, zhHans, true, true);
}
