import { existsSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { express } from '../../lib/http-server.ts';
import { HttpProblem } from './problem.ts';

const assets = `${sep}assets${sep}`;

/** The built console: hashed files for ever, everything else asked for anew; pages of the app get its index. */
export function staticConsole(dist: string): express.Router {
  const folder = resolve(dist);
  const router = express.Router();
  router.use(
    express.static(folder, {
      index: false,
      redirect: false,
      setHeaders: (response, path) => {
        const hashed = path.startsWith(folder + assets);
        response.setHeader(
          'cache-control',
          hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    }),
  );
  router.get(/^\/(?:[^.]*)$/, (_request, response, next) => {
    const index = resolve(folder, 'index.html');
    if (!existsSync(index)) {
      next(new HttpProblem(404, `the console is not built: ${index} is missing`));
      return;
    }
    response.sendFile(index, { headers: { 'cache-control': 'no-cache' } });
  });
  return router;
}

const board = /^\/(?:zh-Hans|en-US)\/[a-z0-9-]+\.json$/;

/** Generated boards, `/<language>/<uid>.json`. */
export function boardFiles(boards: string): express.Router {
  const router = express.Router();
  router.get(board, express.static(resolve(boards), { index: false, redirect: false }));
  return router;
}
