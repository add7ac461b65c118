import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import { ConfigError } from '../../lib/config.ts';
import { express, expressApp, problem, problemHandler } from '../../lib/http-server.ts';
import type { Log } from '../../lib/json-log.ts';
import { checked, RequestError } from '../request.ts';
import { scenarioNames, textOf } from '../scenarios/scenario-file.ts';
import type { CityTwin } from '../twins/city-twin.ts';
import type { FaultDesk } from './fault-desk.ts';
import { probe } from './probe.ts';

export interface ControlOptions {
  readonly city: CityTwin;
  readonly clock: Clock;
  readonly desk: FaultDesk;
  readonly log: Log;
  /** Whether the fleet answers already. */
  readonly isReady: () => boolean;
}

/** The control port: faults, the city as it is, health, and the prober, which skips express because it is asked most. */
export function controlHandler(options: ControlOptions) {
  const { city, clock } = options;
  const answerProbe = probe(city, clock);
  const app = controlApp(options);
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (request.url?.startsWith('/probe?') === true) answerProbe(request, response);
    else app(request, response);
  };
}

function controlApp({ city, desk, log, isReady }: ControlOptions) {
  const app = expressApp();
  app.get('/-/healthy', (_, response) => void response.type('text').send('healthy\n'));
  app.get('/-/ready', (_, response) => {
    response.status(isReady() ? 200 : 503).type('text');
    response.send(isReady() ? 'ready\n' : 'the fleet is still starting\n');
  });
  app.get('/city', (_, response) => void response.json(describe(city)));
  app.get('/faults', (_, response) => {
    response.json({ kinds: desk.kinds, active: desk.active });
  });
  app.post('/faults', express.json({ limit: '16kb' }), (request, response) => {
    const fault = desk.begin(request.body ?? {});
    log.info('fault began', { id: fault.id, kind: fault.kind, effect: fault.effect });
    response.status(201).json(fault);
  });
  app.delete('/faults', (_, response) => {
    const healed = desk.healAll();
    log.info('faults healed', { ids: healed.map(({ id }) => id) });
    response.json({ healed });
  });
  app.delete('/faults/:id', (request, response) => {
    const healed = desk.heal(idOf(request.params.id));
    log.info('fault healed', { id: healed.id, kind: healed.kind });
    response.json({ healed: [healed] });
  });
  app.get('/scenarios', (_, response) => {
    response.json({ shipped: scenarioNames(), running: desk.scenarios });
  });
  app.post('/scenarios', express.json({ limit: '256kb' }), (request, response) => {
    const {
      name,
      text,
      seed = city.plan.seed,
      start,
    } = checked(Play, request.body ?? {}, 'scenario');
    const source = text === undefined ? shippedText(name) : text;
    const startMs = start === undefined ? undefined : Date.parse(start);
    const begun = played(() => desk.startScenario(name, source, { seed, startMs }));
    log.info('scenario began', begun);
    response.status(201).json(begun);
  });
  app.delete('/scenarios/:run', (request, response) => {
    const healed = desk.stopScenario(idOf(request.params.run));
    log.info('scenario stopped', { run: request.params.run, healed: healed.length });
    response.json({ healed });
  });
  app.use((request, response) => {
    problem(
      response,
      404,
      `expected /faults, /scenarios, /probe, /city or /-/healthy, got ${request.path}`,
    );
  });
  app.use(problemHandler(log));
  return app;
}

const Play = z.strictObject({
  /** Of a shipped scenario, or what to call the text. */
  name: z.string().min(1),
  text: z.string().optional(),
  seed: z.int().min(0).optional(),
  start: z.iso.datetime({ offset: true }).optional(),
});

/** Only names: the control port reads no files that a caller chooses. */
function shippedText(name: string): string {
  if (scenarioNames().includes(name)) return textOf(name);
  throw new RequestError(
    404,
    `scenario: expected one of ${scenarioNames().join(', ')}, got ${name}`,
  );
}

/** A scenario that cannot be read is the caller's mistake. */
function played<Result>(start: () => Result): Result {
  try {
    return start();
  } catch (error) {
    if (error instanceof ConfigError) throw new RequestError(400, error.message);
    throw error;
  }
}

function idOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new RequestError(400, `fault: expected a number as id, got ${text}`);
}

function describe({ plan }: CityTwin) {
  return plan.districts.map(({ adcode, name, hospitals }) => ({
    adcode,
    name,
    hospitals: hospitals.map(({ code, name, group, servers }) => ({
      code,
      name,
      level: group.level,
      servers: servers.map(({ id, address }) => ({ id, address })),
    })),
  }));
}
