import { panelCheck } from './check.ts';

export const outside = panelCheck(
  'outside',
  'An address outside the closed network, HTML, and what looks like a secret.',
  function* (panel) {
    if (panel.options?.mode === 'html') yield 'text as HTML';
    const json = JSON.stringify(panel);
    const address = /https?:\/\/|"\/\/|<\w+|javascript:|data:/i.exec(json);
    if (address) yield `holds ${JSON.stringify(address[0])}`;
    const secret = /password|passwd|token|secret|bearer/i.exec(json);
    if (secret) yield `holds the word ${secret[0]}`;
  },
);
