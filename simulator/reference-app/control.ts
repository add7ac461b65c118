import type { RequestListener } from 'node:http';
import { express, expressApp, problem, problemHandler } from '../../lib/http-server.ts';
import { RequestError } from '../request.ts';
import type { FaultDesk } from './faults/desk.ts';
import type { Scene } from './faults/fault.ts';
import { zoned } from './logs/times.ts';

/** The control port: faults, books, and how everything is now. */
export function controlHandler(scene: Scene, desk: FaultDesk): RequestListener {
  const { world, servers } = scene;
  const app = expressApp();
  app.get('/-/healthy', (_, response) => void response.type('text').send('healthy\n'));
  app.get('/-/ready', (_, response) => {
    const isReady = servers.every(({ isTableOpen }) => isTableOpen);
    response.status(isReady ? 200 : 503).type('text');
    response.send(isReady ? 'ready\n' : 'the servers are still starting\n');
  });
  app.get('/state', (_, response) => void response.json(stateOf(scene)));
  app.get('/books', (_, response) => void response.json(world.books.totals()));
  app.get('/faults', (_, response) => {
    response.json({ kinds: desk.kinds, active: desk.active });
  });
  app.post('/faults', express.json({ limit: '16kb' }), async (request, response) => {
    response.status(201).json(await desk.begin(request.body ?? {}));
  });
  app.delete('/faults', async (_, response) => {
    response.json({ healed: await desk.healAll() });
  });
  app.delete('/faults/:id', async (request, response) => {
    response.json({ healed: [await desk.heal(idOf(request.params.id))] });
  });
  app.use((request, response) => {
    problem(response, 404, `expected /state, /books, /faults or /-/healthy, got ${request.path}`);
  });
  app.use(problemHandler(world.log));
  return app;
}

function idOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new RequestError(400, `fault: expected a number as id, got ${text}`);
}

function stateOf({ world, servers }: Scene) {
  return {
    now: zoned(world.agenda.nowMs),
    line: { primary: world.line.portOf('primary'), backup: world.line.portOf('backup') },
    servers: servers.map((server) => ({
      id: server.id,
      role: server.role,
      isOn: server.isOn,
      isActive: server.isActive,
      root: server.files.root,
      ports: server.services.ports,
      inFlight: server.inFlight,
      workers: {
        busy: server.workers.busy,
        max: server.workers.max,
        waiting: server.workers.waiting,
      },
      uploadsWaiting: server.spool.length,
      offlineSeconds: server.offlineSeconds,
      lagSeconds: server.lagSeconds,
      signedIn: server.signIn.isValid,
    })),
  };
}
