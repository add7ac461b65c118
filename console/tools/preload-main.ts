import type { Plugin } from 'vite';

/**
 * The boot file imports the main one only after the translations stand; the browser shall fetch both at once
 * nevertheless.
 */
export function preloadMain(): Plugin {
  return {
    name: 'preload-main',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const main = Object.values(bundle).find(
          (file) => file.type === 'chunk' && file.facadeModuleId?.endsWith('/src/main.tsx'),
        );
        if (!main) throw new Error('index.html: expected a chunk made from src/main.tsx');
        return [
          {
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${main.fileName}` },
            injectTo: 'head',
          },
        ];
      },
    },
  };
}
