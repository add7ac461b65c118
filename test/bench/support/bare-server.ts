import { createServer } from 'node:http';

/** A Node server that says three bytes: the floor of the runtime. Usage: bare-server.ts PORT */
const server = createServer((_request, response) => {
  response.setHeader('Content-Length', 3);
  response.end('ok\n');
});
server.keepAliveTimeout = 130_000;
server.listen(Number(process.argv[2]), '127.0.0.1');
