import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, parseConfig } from '../lib/config.ts';
import type { Log } from '../lib/json-log.ts';
import { collectors } from './collectors/index.ts';
import { AgentConfig, defaultConfig } from './config.ts';
import { enabledCollectors } from './enabled-collectors.ts';
import { checkTrusted } from './scripts/trusted-file.ts';
import { readWebConfig, refuseOpenDoor } from './web/open-door.ts';
import { loadWebConfig } from './web/web-config.ts';

export interface LoadedConfig {
  readonly config: AgentConfig;
  /** SHA-256 of the file's bytes in hex; `default` without a file. */
  readonly hash: string;
  /** The saved copy, because the file itself is bad. */
  readonly isCopy: boolean;
}

const copyName = 'last-known-good.yml';

/** Reads and judges a file with all it names; throws every mistake at once. */
export function loadAgentConfig(file: string | undefined): LoadedConfig {
  if (file === undefined) return { config: defaultConfig, hash: 'default', isCopy: false };
  const text = readText(file);
  const config = parseConfig(AgentConfig, file, text);
  const mistakes = [
    ...mistakesOf(() => enabledCollectors(collectors, config.collectors, 'linux')),
    ...mistakesOf(
      () => config.web.configFile !== undefined && loadWebConfig(config.web.configFile),
    ),
  ];
  if (mistakes.length > 0) throw new ConfigError(file, mistakes);
  return { config, hash: createHash('sha256').update(text).digest('hex'), isCopy: false };
}

/** For `check-config`: besides, what would be refused later, when the door opens or a script is to run. */
export function checkAgentConfig(file: string): void {
  const { web, scripts } = loadAgentConfig(file).config;
  const { configFile, insecure, listen } = web;
  const mistakes = [
    ...mistakesOf(() => refuseOpenDoor({ ...listen, insecure }, readWebConfig(configFile))),
    ...scripts.flatMap(({ name, path, sha256 }) =>
      mistakesOf(() => checkTrusted(path, sha256)).map((mistake) => `scripts.${name}: ${mistake}`),
    ),
  ];
  if (mistakes.length > 0) throw new ConfigError(file, mistakes);
}

/** At start a bad file must not leave a server unwatched: the copy that ran before is taken, and said. */
export function loadOrLastKnownGood(
  file: string,
  stateDir: string | undefined,
  log: Log,
): LoadedConfig {
  try {
    return loadAgentConfig(file);
  } catch (error) {
    const copy = stateDir === undefined ? undefined : join(stateDir, copyName);
    if (copy === undefined || !existsSync(copy)) throw error;
    log.error('configuration is bad, running with the last known good one', { error, copy });
    return { ...loadAgentConfig(copy), isCopy: true };
  }
}

/** Called once a configuration has run for a while. */
export function keepAsLastKnownGood(file: string, stateDir: string): void {
  mkdirSync(stateDir, { recursive: true, mode: 0o750 });
  const temporary = join(stateDir, `${copyName}.tmp`);
  copyFileSync(file, temporary);
  renameSync(temporary, join(stateDir, copyName));
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`${file}: cannot be read`, { cause });
  }
}

function mistakesOf(check: () => unknown): readonly string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    return [error instanceof Error ? error.message : String(error)];
  }
}
