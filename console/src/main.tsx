import { ThemeContext } from '@grafana/data';
import { LocationServiceProvider, locationService } from '@grafana/runtime';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import { createRoot } from 'react-dom/client';
import { refresh } from './app/act.ts';
import { App } from './app/app.tsx';
import { ConsoleContext } from './app/console-context.ts';
import { DistrictNamesProvider } from './app/district-names.tsx';
import { HistoryRouter } from './app/history-router.tsx';
import type { Preferences } from './app/preferences.ts';
import { startContact } from './contact/start-contact.ts';
import { addSceneTexts } from './i18n/scene-texts.ts';
import { texts } from './i18n/texts.ts';
import { TextsContext } from './i18n/texts-context.ts';
import { panels } from './panels/registry.ts';
import { installServices } from './services/install-services.ts';
import { Door } from './sign-in/door.ts';
import { SignInGate } from './sign-in/sign-in-gate.tsx';

/** Puts the console together and shows it. Called once, when language and translations stand. */
export async function start(preferences: Preferences): Promise<void> {
  const door = new Door(window.fetch.bind(window));
  const { fetch } = door;
  const { contact, client } = startContact(fetch, refresh);
  const theme = installServices({ client, panels, mode: preferences.theme });
  await addSceneTexts(preferences.language);
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html: expected an element with the id "root"');
  createRoot(root).render(
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <LocationServiceProvider service={locationService}>
        <TextsContext.Provider value={texts[preferences.language]}>
          <ConsoleContext.Provider value={{ contact, preferences, fetch }}>
            <SignInGate door={door}>
              <DistrictNamesProvider>
                <HistoryRouter>
                  <App door={door} />
                  <PortalContainer />
                </HistoryRouter>
              </DistrictNamesProvider>
            </SignInGate>
          </ConsoleContext.Provider>
        </TextsContext.Provider>
      </LocationServiceProvider>
    </ThemeContext.Provider>,
  );
}
