import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OwnProcess, type ReferenceAppProcess, type ServerId, serverIds } from './reference-app.ts';

export { type ServerId, serverIds };

/** Numbers of a page by series. */
export type Page = ReadonlyMap<string, number>;

/** The agent of one server of the pair. */
export class AgentProcess {
  readonly process: OwnProcess;
  readonly stateDir: string;
  readonly #port: number;

  constructor(app: ReferenceAppProcess, id: ServerId, folder: string) {
    const isFirst = id === serverIds[0];
    const own = app.firstPort + (isFirst ? 0 : 10);
    const peer = app.firstPort + (isFirst ? 10 : 0);
    this.#port = app.firstPort + (isFirst ? 401 : 402);
    this.stateDir = join(folder, `state-${id}`);
    mkdirSync(this.stateDir);
    const file = join(folder, `${id}.yml`);
    writeFileSync(join(folder, 'password'), 'unused\n');
    const component = (name: string, offset: number) =>
      `    ${name}: { pidFile: run/${name}.pid, port: "127.0.0.1:${own + offset}", check: ${offset === 0 ? 'tcp' : 'http'}, versionFile: app/${name}/VERSION }`;
    const names = [
      'db',
      'settle_core',
      'card_service',
      'uploader',
      'downloader',
      'signer',
      'web_console',
      'ha_agent',
    ];
    writeFileSync(
      file,
      `
web: { listen: "127.0.0.1:${this.#port}" }
collectors: { disable: [] }
inventory: { enabled: false }
insurance:
  root: ${app.root(id)}
  firstStart: begin
  interval: 1s
  codes: { timeout: 3s }
  cardReaders: { folder: run/card-readers, silentAfter: 45s }
  components:
${names.map(component).join('\n')}
  line:
    center:
      primary: { check: tcp, target: "127.0.0.1:${app.firstPort + 311}" }
      backup: { check: tcp, target: "127.0.0.1:${app.firstPort + 312}" }
    gateway: { check: tcp, target: "127.0.0.1:${app.firstPort + 310}" }
    interval: 2s
  pair: { role: ${isFirst ? 'primary' : 'standby'}, own: "http://127.0.0.1:${own + 7}/ha", peer: "http://127.0.0.1:${peer + 7}/ha", staleAfter: 10s, interval: 1s }
  table: { kind: postgresql, address: "127.0.0.1:${own}", database: trades_${isFirst ? 'a' : 'b'}, user: postgres, passwordFile: ${join(folder, 'password')}, timeZone: Asia/Shanghai, timeout: 1s, interval: 6s }
`,
    );
    this.process = new OwnProcess(
      ['agent/main.ts', '--config', file, '--state-dir', this.stateDir],
      join(folder, `${id}.log`),
    );
  }

  async page(): Promise<Page> {
    const text = await (await fetch(`http://127.0.0.1:${this.#port}/metrics`)).text();
    const lines = text.split('\n').filter((line) => line.startsWith('yibao_'));
    return new Map(
      lines.map((line) => [
        line.slice(0, line.lastIndexOf(' ')).trimEnd(),
        Number(line.slice(line.lastIndexOf(' '))),
      ]),
    );
  }
}
