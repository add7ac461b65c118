import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { zoned } from '../logs/times.ts';
import { certificate } from './certificate.ts';
import { playedComponents } from './components.ts';

/** What the certificates of a server are for. */
export const purposes = ['sm2_sign', 'tls', 'ukey'] as const;
type Purpose = (typeof purposes)[number];

/** The small files of a server by which others see how it is: programs, certificates, sign-in, heartbeats, backups. */
export class ServerFiles {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  /** Programs and configuration with their checksums, as an installer leaves them. */
  install(): void {
    for (const component of playedComponents) {
      this.write(`app/${component}/program.bin`, `not a program: stands for ${component}\n`);
    }
    this.write('config/settlement.config', '<configuration sender="SIM"/>\n');
    for (const folder of ['app', 'config']) this.#writeSums(folder);
  }

  certificate(purpose: Purpose, fromMs: number, untilMs: number): void {
    const name = `SIM ${purpose}`;
    const serial = purposes.indexOf(purpose) + 1;
    this.write(`cert/${purpose}.pem`, certificate({ name, fromMs, untilMs, serial }));
  }

  certificates(fromMs: number, untilMs: number): void {
    for (const purpose of purposes) this.certificate(purpose, fromMs, untilMs);
  }

  signIn(valid: boolean, signedInMs: number, untilMs: number): void {
    const state = { valid, signedInAt: zoned(signedInMs), validUntil: zoned(untilMs) };
    this.replace('run/sign-in.json', JSON.stringify(state));
  }

  /** A window's card reader is alive: its file is touched, in real time. */
  heartbeat(reader: number): void {
    const path = join(this.root, `run/card-readers/${reader}`);
    try {
      const now = new Date();
      utimesSync(path, now, now);
    } catch {
      this.write(`run/card-readers/${reader}`, '');
    }
  }

  backup(day: string): void {
    this.write(`backup/trades-${day}.dump`, `not a backup: stands for the one of ${day}\n`);
  }

  status(name: string, samples: readonly object[]): void {
    this.replace(`run/status/${name}.json`, JSON.stringify({ samples }));
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  move(from: string, to: string): void {
    mkdirSync(dirname(join(this.root, to)), { recursive: true });
    renameSync(join(this.root, from), join(this.root, to));
  }

  has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  write(path: string, content: string): void {
    const whole = join(this.root, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, content);
  }

  /** A reader sees the old content or the new one. */
  replace(path: string, content: string): void {
    this.write(`${path}.new`, content);
    renameSync(join(this.root, `${path}.new`), join(this.root, path));
  }

  #writeSums(folder: string): void {
    const files = readdirSync(join(this.root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name !== 'SHA256SUMS' && !name.endsWith('VERSION'))
      .filter((name) => statSync(join(this.root, folder, name)).isFile())
      .sort();
    const lines = files.map((name) => {
      const content = readFileSync(join(this.root, folder, name));
      return `${createHash('sha256').update(content).digest('hex')}  ${name}\n`;
    });
    this.write(`${folder}/SHA256SUMS`, lines.join(''));
  }
}
