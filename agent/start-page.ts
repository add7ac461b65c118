import { version } from './version.ts';

/** What a person sees who opens the agent in a browser. */
export const startPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>yibao-watch agent</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; margin: 4rem auto; max-width: 36rem; padding: 0 1rem; color: #1c2733; }
  a { color: #0b62a3; }
</style>
<h1>yibao-watch agent</h1>
<p>Version ${version}. This server is watched by 医保瞭望.</p>
<ul>
  <li><a href="/metrics">Metrics</a></li>
  <li><a href="/-/healthy">Healthy</a></li>
  <li><a href="/-/ready">Ready</a></li>
</ul>
</html>
`;
