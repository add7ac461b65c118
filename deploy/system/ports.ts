import { createServer } from 'node:net';
import { host, type PortName, portNames, portUses, type Settings } from '../settings.ts';
import { listenerOf } from './processes.ts';

/** Throws one error that names every port in use, who has it, and the setting that moves it. */
export async function requireFreePorts(settings: Settings): Promise<void> {
  const taken: string[] = [];
  for (const name of portNames) {
    if (name === 'vmalert' && settings.backend === 'prometheus') continue;
    const address = name === 'fleet' ? firstFleetAddress : host;
    if (!(await isFree(address, settings.ports[name])))
      taken.push(describe(name, settings.ports[name]));
  }
  if (taken.length === 0) return;
  throw new Error(
    [
      'ports are in use:',
      ...taken.map((line) => `  ${line}`),
      'or move all of them: ./yibao up --port-offset 1000',
    ].join('\n'),
  );
}

/** The first simulated server (ADR 0014); a program that listens on all addresses is in its way too. */
const firstFleetAddress = '127.20.0.1';

function describe(name: PortName, port: number): string {
  const holder = listenerOf(port) ?? 'a program';
  return `${port} (${portUses[name][1]}) is used by ${holder}; choose another: --set ports.${name}=${port + 100}, or ports.${name} in yibao.yml`;
}

function isFree(address: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(new Error(`cannot listen on ${address}:${port}`, { cause: error }));
    });
    server.listen({ host: address, port, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}
