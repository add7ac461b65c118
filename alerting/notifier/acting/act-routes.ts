import { z } from 'zod';
import type { Clock } from '../../../lib/clock.ts';
import { express, problem } from '../../../lib/http-server.ts';
import type { Engine } from '../engine.ts';
import type { Act } from '../incidents/act.ts';
import type { Planning } from '../planner.ts';
import type { Language } from '../templates/story.ts';
import type { ActLinks } from './act-links.ts';
import { actPage, type Notice, noticePage } from './act-page.ts';
import { Challenges } from './challenges.ts';

export interface ActParts {
  readonly clock: Clock;
  /** Absent while the database is away. */
  readonly engine: () => Engine | undefined;
  readonly planning: () => Planning;
  /** Absent when mails carry no links. */
  readonly links: ActLinks | undefined;
}

type Request = express.Request;
type Response = express.Response;

const minuteMs = 60_000;
const snoozeByLinkMs = 30 * minuteMs;

const ActBody = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('ack'), person: z.string().min(1).max(64) }),
  z.strictObject({ act: z.literal('escalate'), person: z.string().min(1).max(64) }),
  z.strictObject({
    act: z.literal('snooze'),
    person: z.string().min(1).max(64),
    minutes: z.int().min(1).max(1440),
  }),
  z.strictObject({
    act: z.literal('comment'),
    person: z.string().min(1).max(64),
    text: z.string().trim().min(1).max(2000),
  }),
]);

/** What people do with incidents: the page behind the link of a mail, and the console's way. */
export function actRoutes(app: express.Express, parts: ActParts): void {
  const challenges = new Challenges();
  const form = express.urlencoded({ extended: false, limit: 4096, parameterLimit: 10 });
  app.get('/act/:token', (request: Request, response: Response) => {
    void show(request, response, { ...parts, challenges });
  });
  app.post('/act/:token', form, async (request: Request, response: Response) => {
    await actByLink(request, response, { ...parts, challenges });
  });
  const json = express.json({ limit: 16_384 });
  app.post('/api/v1/incidents/:id/acts', json, async (request: Request, response: Response) => {
    await actByApi(request, response, parts);
  });
}

type Page = ActParts & { readonly challenges: Challenges };

function show(request: Request, response: Response, parts: Page): unknown {
  const { clock, links, engine, planning, challenges } = parts;
  const token = String(request.params.token);
  const grant = links?.open(token, clock.now());
  if (grant === undefined) return answer(response, 404, noticePage('zh', 'void'));
  const { people, names, timeZone } = planning();
  const language = languageOf(planning(), grant.person);
  const running = engine();
  if (running === undefined) return answer(response, 503, noticePage(language, 'away'));
  const incident = [...running.live.values()].find(({ id }) => id === grant.incident);
  if (incident === undefined) return answer(response, 404, noticePage(language, 'void'));
  if (challenges.isBlocked(token)) return answer(response, 429, noticePage(language, 'blocked'));
  const { ack } = incident;
  const ackedBy = ack === null ? undefined : (people.get(ack.by)?.name ?? ack.by);
  const shown = { incident, names, timeZone, ackedBy };
  return answer(response, 200, actPage(shown, language, challenges.pose(token, clock.now())));
}

async function actByLink(request: Request, response: Response, parts: Page): Promise<unknown> {
  const { clock, links, planning, challenges } = parts;
  const token = String(request.params.token);
  const grant = links?.open(token, clock.now());
  if (grant === undefined) return answer(response, 404, noticePage('zh', 'void'));
  const language = languageOf(planning(), grant.person);
  const tell = (status: number, notice: Notice) =>
    answer(response, status, noticePage(language, notice));
  // A page elsewhere may not send this form in the name of whoever reads it.
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return tell(403, 'old');
  const { nonce, digits, act } = textsOf(request.body);
  const verdict = challenges.solve({ token, nonce, digits }, clock.now());
  if (verdict === 'blocked') return tell(429, 'blocked');
  if (verdict !== 'right') return tell(403, verdict);
  const agent = String(request.headers['user-agent'] ?? '').slice(0, 200);
  const via = { door: 'mail', address: addressOf(request), agent };
  const result = await carryOut(parts, grant, { act: actOf(act, clock.now()), via });
  if (result === undefined) return tell(200, 'done');
  return tell(result === 'away' ? 503 : 409, result === 'away' ? 'away' : 'void');
}

async function actByApi(request: Request, response: Response, parts: ActParts): Promise<unknown> {
  if (request.is('application/json') === false) return problem(response, 415, 'expected JSON');
  const body = ActBody.safeParse(request.body);
  const incident = Number(request.params.id);
  if (!body.success || !Number.isSafeInteger(incident)) {
    const [issue] = body.error?.issues ?? [];
    return problem(response, 400, `${issue?.path.join('.') ?? 'id'}: ${issue?.message ?? 'bad'}`);
  }
  const { person } = body.data;
  const act = toAct(body.data, parts.clock.now());
  const result = await carryOut(parts, { person, incident }, { act, via: { door: 'api' } });
  if (result === undefined) return response.status(200).json({ done: true });
  if (result === 'away') return problem(response, 503, 'the database is away');
  return problem(response, 409, result);
}

function toAct(given: z.output<typeof ActBody>, at: number): Act {
  switch (given.act) {
    case 'snooze':
      return { kind: 'snooze', untilMs: at + given.minutes * minuteMs };
    case 'comment':
      return { kind: 'comment', text: given.text };
    case 'ack':
    case 'escalate':
      return { kind: given.act };
    default:
      return given satisfies never;
  }
}

interface Deed {
  readonly act: Act;
  readonly via: Readonly<Record<string, string>>;
}

/** Returns why not, `away` for a database that is; nothing when it is done. */
async function carryOut(
  { clock, engine }: ActParts,
  { person, incident }: { person: string; incident: number },
  { act, via }: Deed,
): Promise<string | undefined> {
  try {
    const running = engine();
    if (running === undefined) return 'away';
    return await running.act(incident, act, { by: person, at: clock.now(), via });
  } catch {
    return 'away'; // the engine's own loop tells and mends what is wrong
  }
}

function actOf(word: string, at: number): Act {
  if (word === 'snooze') return { kind: 'snooze', untilMs: at + snoozeByLinkMs };
  return { kind: word === 'escalate' ? 'escalate' : 'ack' };
}

function answer(response: Response, status: number, html: string): Response {
  response.status(status).set({
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
  });
  return response.type('html').send(html);
}

function languageOf({ people }: Planning, person: string): Language {
  return people.get(person)?.languages[0] ?? 'zh';
}

function textsOf(body: unknown): Record<'nonce' | 'digits' | 'act', string> {
  const given = (body ?? {}) as Record<string, unknown>;
  const text = (name: string) => (typeof given[name] === 'string' ? (given[name] as string) : '');
  return { nonce: text('nonce'), digits: text('digits'), act: text('act') };
}

/** Behind a proxy the address is what the proxy says; it is booked, never trusted. */
function addressOf(request: Request): string {
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').slice(0, 100);
  return forwarded === '' ? (request.socket.remoteAddress ?? '') : forwarded;
}
