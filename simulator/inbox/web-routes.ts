import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { express, expressApp, problem, problemHandler } from '../../lib/http-server.ts';
import type { Log } from '../../lib/json-log.ts';
import { checked } from '../request.ts';
import type { Mailbox, Message } from './mailbox.ts';
import { Modes } from './modes.ts';

export interface WebOptions {
  readonly log: Log;
  readonly mailbox: Mailbox;
  readonly modes: () => Modes;
  readonly setModes: (modes: Modes) => Promise<void>;
}

const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
  "frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** A mail may style itself and nothing else: no script, no picture from outside, no form. */
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; form-action 'none'; " +
  'sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox';

const files = [
  ['/', 'inbox.html', 'text/html; charset=utf-8'],
  ['/inbox.css', 'inbox.css', 'text/css; charset=utf-8'],
  ['/inbox.js', 'inbox.js', 'text/javascript; charset=utf-8'],
  ['/icon.svg', 'icon.svg', 'image/svg+xml'],
] as const;

/** The page and the API of the inbox. */
export function webApp(options: WebOptions) {
  const app = expressApp();
  app.use((_, response, next) => {
    response.set('cache-control', 'no-store');
    response.set('x-content-type-options', 'nosniff');
    response.set('referrer-policy', 'no-referrer');
    response.set('content-security-policy', pagePolicy);
    next();
  });
  for (const [path, file, type] of files) {
    const content = readFileSync(join(import.meta.dirname, 'page', file));
    app.get(path, (_, response) => void response.type(type).send(content));
  }
  app.get('/-/healthy', (_, response) => void response.type('text').send('healthy\n'));
  messageRoutes(app, options);
  modeRoutes(app, options);
  app.use((request, response) => problem(response, 404, `nothing is at ${request.path}`));
  app.use(problemHandler(options.log));
  return app;
}

type App = ReturnType<typeof expressApp>;

function messageRoutes(app: App, { mailbox, modes }: WebOptions): void {
  app.get('/api/messages', (_, response) => void response.json(mailbox.messages));
  app.delete('/api/messages', (_, response) => void response.json({ deleted: mailbox.clear() }));
  // What the page polls: only what it has not seen, and without the mails' pages.
  app.get('/api/feed', (request, response) => {
    const after = Number(request.query.after ?? 0);
    const { messages, lastSerial, dropped } = mailbox;
    const fresh = messages.filter(({ serial }) => serial > after).map(brief);
    const first = messages.at(-1)?.serial ?? lastSerial + 1;
    response.json({ lastSerial, first, dropped, modes: modes(), messages: fresh });
  });
  app.get('/mail/:id', (request, response) => {
    const html = mailbox.find(request.params.id)?.html;
    if (html === undefined) problem(response, 404, `no page of mail ${request.params.id}`);
    else sendMail(response, html);
  });
}

function brief({ html, headers, ...message }: Message) {
  return { ...message, hasHtml: html !== undefined };
}

/** Links open in a tab of their own; in the frame they could only fail. */
function sendMail(response: express.Response, html: string): void {
  response.set('content-security-policy', mailPolicy).type('text/html; charset=utf-8');
  response.send(`<base target="_blank">${html}`);
}

function modeRoutes(app: App, { modes, setModes }: WebOptions): void {
  app.get('/api/mode', (_, response) => void response.json(modes()));
  app.post('/api/mode', express.json({ limit: '4kb' }), async (request, response) => {
    const wanted = checked(Modes.partial(), request.body, 'mode');
    const { smtp = modes().smtp, sms = modes().sms } = wanted;
    await setModes({ smtp, sms });
    response.json(modes());
  });
}
