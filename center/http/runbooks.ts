import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import MarkdownIt from 'markdown-it';
import { express } from '../../lib/http-server.ts';
import { HttpProblem } from './problem.ts';

/** Raw HTML in a page stays text. */
const markdown = new MarkdownIt({ html: false, linkify: false });

const alertName = /^\/([A-Z][A-Za-z0-9]{1,60})$/;

/** `/runbooks/<AlertName>`: the page that every alarm, mail and board links to. */
export function runbookPages(folder: string): express.Router {
  const root = resolve(folder);
  const router = express.Router();
  router.get('/runbook.css', (_request, response) => {
    response.set('cache-control', 'public, max-age=3600').type('css').send(style);
  });
  router.get(alertName, async (request, response) => {
    const name = alertName.exec(request.path)?.[1] ?? '';
    const text = await readPage(join(root, `${name}.md`), name);
    response
      .set('cache-control', 'no-cache')
      .type('html')
      .send(page(name, markdown.render(text)));
  });
  return router;
}

async function readPage(path: string, name: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new HttpProblem(404, `there is no runbook for ${name}`, { cause });
  }
}

/** `name` is letters and digits only; `html` comes from the renderer. */
function page(name: string, html: string): string {
  return `<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name} · 处置手册 runbook · 医保瞭望</title>
<link rel="stylesheet" href="/runbooks/runbook.css">
</head>
<body>
<nav><a href="/">医保瞭望 · yibao-watch</a></nav>
<main>
${html}</main>
</body>
</html>
`;
}

const style = `
:root { color-scheme: light dark; --ground: #f4f6f9; --paper: #fff; --ink: #1c2733; --soft: #5a6b7d; --line: #d9e0e8; --mark: #1f60c4; }
@media (prefers-color-scheme: dark) { :root { --ground: #10161d; --paper: #18212b; --ink: #d8e1ea; --soft: #93a4b5; --line: #2c3947; --mark: #7fb0ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 17px/1.7 "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
nav { padding: 12px 24px; border-bottom: 1px solid var(--line); }
a { color: var(--mark); }
nav a { text-decoration: none; font-weight: 600; }
main { max-width: 860px; margin: 24px auto 64px; padding: 16px 40px 40px; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; }
h1 { font-size: 1.6rem; line-height: 1.3; }
h2 { margin-top: 2rem; padding-top: .8rem; border-top: 1px solid var(--line); font-size: 1.2rem; }
li { margin: .25rem 0; }
code { padding: .1em .35em; border-radius: 4px; background: var(--ground); font-size: .9em; overflow-wrap: anywhere; }
pre { padding: 12px 16px; border-radius: 8px; background: var(--ground); overflow-x: auto; }
pre code { padding: 0; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { padding: 6px 12px; border: 1px solid var(--line); text-align: left; }
@media (max-width: 700px) { main { margin: 0; padding: 8px 16px 32px; border: 0; border-radius: 0; } }
@media print { nav { display: none; } main { border: 0; max-width: none; } }
`;
