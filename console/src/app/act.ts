import { locationService } from '@grafana/runtime';
import { sceneGraph } from '@grafana/scenes';
import { currentScene } from '../services/current-scene.ts';
import { boardPath, hospitalUid, isKiosk, wallboardUid } from './place.ts';
import { type Preferences, remember, withoutPreferences } from './preferences.ts';
import type { Action } from './shortcuts.ts';

interface Parts {
  readonly preferences: Preferences;
  readonly isHelpOpen: boolean;
  readonly setHelpOpen: (isOpen: boolean) => void;
}

/** What shortcuts and buttons do. */
export function act(action: Action, { preferences, isHelpOpen, setHelpOpen }: Parts): void {
  const search = () => locationService.getLocation().search;
  const theme = preferences.theme === 'dark' ? 'light' : 'dark';
  const leave = () => (isHelpOpen ? setHelpOpen(false) : setKiosk(false));
  const does: Readonly<Record<Action, () => void>> = {
    wallboard: () => openBoard(wallboardUid),
    hospital: () => openBoard(hospitalUid),
    time: openTimePicker,
    refresh,
    kiosk: () => setKiosk(!isKiosk(search())),
    theme: () => choose({ ...preferences, theme }),
    help: () => setHelpOpen(!isHelpOpen),
    escape: leave,
  };
  does[action]();
}

/** Asks all questions of the board anew. */
export function refresh(): void {
  const scene = currentScene();
  if (scene) sceneGraph.getTimeRange(scene).onRefresh();
}

/** Texts and colors are read while modules are evaluated, hence the page is loaded anew. */
export function choose(preferences: Preferences): void {
  remember(preferences, localStorage);
  const { pathname, search } = locationService.getLocation();
  window.location.assign(withoutPreferences(pathname, search));
}

function openBoard(uid: string): void {
  locationService.push(boardPath(uid, locationService.getLocation().search));
}

function openTimePicker(): void {
  document.querySelector<HTMLElement>('[data-testid*="TimePicker Open"]')?.click();
}

function setKiosk(isOn: boolean): void {
  if (isOn !== isKiosk(locationService.getLocation().search)) {
    locationService.partial({ kiosk: isOn ? true : null });
  }
}
