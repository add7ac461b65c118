import type { EmbeddedScene } from '@grafana/scenes';

declare global {
  interface Window {
    /** The board on the screen; browser tests walk it. */
    yibaoScene?: EmbeddedScene;
  }
}

/** The board on the screen, if there is one. */
export function currentScene(): EmbeddedScene | undefined {
  return window.yibaoScene;
}

/** Called by the page when it shows another board. */
export function setCurrentScene(scene: EmbeddedScene): void {
  window.yibaoScene = scene;
}
