// The order matters: @grafana/ui calls t() while its modules are evaluated, so translations must stand before
// anything imports it. Hence the dynamic import at the end.
import './app/console.css';
import { readPreferences } from './app/preferences.ts';
import { installLanguage } from './i18n/install-language.ts';

const preferences = readPreferences(window.location.search, window.localStorage);
await installLanguage(preferences.language);
const { start } = await import('./main.tsx');
await start(preferences);
