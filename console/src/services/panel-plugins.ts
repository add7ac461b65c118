import type { PanelPlugin } from '@grafana/data';
import { setPluginImportUtils } from '@grafana/runtime';

/** Makes the panels known; a board that names another type says so on that panel. */
export function installPanels(panels: ReadonlyMap<string, PanelPlugin>): void {
  setPluginImportUtils({
    getPanelPluginFromCache: (id) => panels.get(id),
    importPanelPlugin: (id) => {
      const plugin = panels.get(id);
      if (plugin) return Promise.resolve(plugin);
      return Promise.reject(new Error(`the console draws no panel of type ${id}`));
    },
  });
}
