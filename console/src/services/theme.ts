import { createTheme, type GrafanaTheme2 } from '@grafana/data';
import { config } from '@grafana/runtime';
import type { Theme } from '../app/preferences.ts';

/** Chinese comes from the system or Noto Sans SC: no browser downloads megabytes of characters. */
const fontFamily =
  "'Inter', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Source Han Sans SC', sans-serif";

/** Grafana's own theme with our fonts, made known to the parts that ask the global config for it. */
export function installTheme(mode: Theme): GrafanaTheme2 {
  const theme = createTheme({ colors: { mode }, typography: { fontFamily } });
  config.theme2 = theme;
  setCssColors(theme);
  return theme;
}

/** The colors of the theme for our own style sheet. */
function setCssColors({ colors, shadows, isDark }: GrafanaTheme2): void {
  const { style } = document.documentElement;
  const values = {
    '--canvas': colors.background.canvas,
    '--panel': colors.background.primary,
    '--raised': colors.background.secondary,
    '--text': colors.text.primary,
    '--text-soft': colors.text.secondary,
    '--border': colors.border.weak,
    '--accent': colors.primary.text,
    '--hover': colors.action.hover,
    '--warning': colors.warning.text,
    '--error': colors.error.main,
    '--error-text': colors.error.text,
    '--shadow': shadows.z3,
  };
  for (const [name, value] of Object.entries(values)) style.setProperty(name, value);
  style.colorScheme = isDark ? 'dark' : 'light';
}
