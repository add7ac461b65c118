import type { RequestListener } from 'node:http';
import { express, expressApp, problem } from '../../../lib/http-server.ts';
import type { Bureau } from './bureau.ts';
import { Request } from './envelope.ts';

export const callPath = '/fsi/api/rsfComIfsService/callService';

/** The bureau's door: the national interface over HTTP. A lost answer is a connection that ends without one. */
export function bureauDoor(bureau: Bureau): RequestListener {
  const app = expressApp();
  app.post(callPath, express.json({ limit: '64kb' }), (request, response) => {
    const parsed = Request.safeParse(request.body);
    if (!parsed.success) {
      problem(response, 400, 'expected the envelope of the national interface');
      return;
    }
    const said = bureau.answer(parsed.data);
    if (said === 'lost') request.socket.destroy();
    else response.json(said.answer);
  });
  app.use((request, response) =>
    problem(response, 404, `expected ${callPath}, got ${request.path}`),
  );
  return app;
}
