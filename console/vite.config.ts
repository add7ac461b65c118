import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { firstLoad } from './tools/first-load.ts';
import { licenses } from './tools/licenses.ts';
import { neutralRange } from './tools/neutral-range.ts';
import { preloadMain } from './tools/preload-main.ts';
import { servedFiles } from './tools/served-files.ts';
import { translations } from './tools/translations.ts';

// scenes want react-router-dom 6, ui wants 5 through its compat package: one copy of 6 serves both.
const router6 = fileURLToPath(
  new URL('../node_modules/react-router-dom/dist/index.js', import.meta.url),
);

export default defineConfig({
  plugins: [
    react(),
    neutralRange(),
    preloadMain(),
    servedFiles(),
    translations(),
    licenses(),
    firstLoad(),
  ],
  define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
  resolve: {
    alias: [{ find: /^react-router-dom(-v5-compat)?$/, replacement: router6 }],
    // A second copy of any of these means a second registry or a second React context.
    dedupe: [
      'react',
      'react-dom',
      'rxjs',
      '@grafana/data',
      '@grafana/i18n',
      '@grafana/runtime',
      '@grafana/schema',
      '@grafana/ui',
    ],
  },
  build: { outDir: 'dist', target: 'es2022', chunkSizeWarningLimit: 4000 },
});
