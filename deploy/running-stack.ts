import { join } from 'node:path';
import type { Layout } from './layout.ts';
import { type Cluster, locateCluster, prepareCluster } from './postgres/cluster.ts';
import { createDatabases, postgresProgram } from './postgres/server.ts';
import { agent } from './programs/agent.ts';
import { alertmanager } from './programs/alertmanager.ts';
import { center, centerCommand } from './programs/center.ts';
import { forecaster } from './programs/forecaster.ts';
import { notifier } from './programs/notifier.ts';
import { writePast } from './programs/past.ts';
import { prometheus } from './programs/prometheus.ts';
import { registryCommand, registryFiles, simulator } from './programs/simulator.ts';
import { environment, type Stack } from './programs/stack.ts';
import { victoriaMetrics } from './programs/victoria-metrics.ts';
import { vmalert } from './programs/vmalert.ts';
import type { Progress } from './progress.ts';
import type { Settings } from './settings.ts';
import { usualPace } from './supervisor/keeper.ts';
import type { Program } from './supervisor/program.ts';
import { leftovers, readState, removeState, self, writeState } from './supervisor/state.ts';
import { Supervisor } from './supervisor/supervisor.ts';
import { runAs } from './system/account.ts';
import { runLogged } from './system/commands.ts';
import type { Place } from './system/place.ts';
import { identify, signal, waitUntilGone } from './system/processes.ts';

interface RunningStackOptions {
  readonly settings: Settings;
  readonly layout: Layout;
  readonly place: Place;
  readonly progress: Progress;
}

/** All programs of one machine, in the order in which they need each other. */
export class RunningStack {
  readonly #options: RunningStackOptions;
  readonly #cluster: Cluster;
  readonly #stack: Stack;
  readonly #supervisor: Supervisor;
  readonly #startedAt = Date.now();
  #readyAt: number | undefined;

  constructor(options: RunningStackOptions) {
    const { settings, layout, place, progress } = options;
    this.#options = options;
    this.#cluster = locateCluster(place.home('postgresql'), place.account);
    this.#stack = { settings, place, cluster: this.#cluster };
    this.#supervisor = new Supervisor({
      account: place.account,
      logFolder: layout.logs,
      pace: usualPace,
      say: (text) => progress.line(`${new Date().toTimeString().slice(0, 8)} ${text}`),
      onChange: () => this.#writeState(),
    });
    this.#writeState();
  }

  /** Starts everything and resolves when all of it is ready. */
  async start(): Promise<void> {
    const stack = this.#stack;
    const { settings, progress, layout } = this.#options;
    if (settings.history !== undefined) {
      await progress.step('past', () => writePast(stack, layout.logs));
    }
    await Promise.all([this.#startDatabase(), this.#startCity()]);
    await this.#options.progress.step('registry', () => this.#importRegistry());
    // The notifier asks the center for names at its start, Prometheus for targets.
    await this.#start(center(stack));
    await Promise.all([
      this.#start(notifier(stack)),
      this.#start(alertmanager(stack)),
      this.#start(forecaster(stack)),
    ]);
    for (const program of backendOf(stack)) await this.#start(program);
    this.#readyAt = Date.now();
    this.#writeState();
  }

  async stop(): Promise<string> {
    await this.#supervisor.stop();
    return 'nothing is left running';
  }

  async #startDatabase(): Promise<void> {
    const { place, layout, progress } = this.#options;
    await progress.step('postgresql', async () => {
      await prepareCluster(this.#cluster, place.account, join(layout.logs, 'initdb.log'));
      await this.#supervisor.start(postgresProgram(this.#cluster));
      await createDatabases(this.#cluster.socketFolder);
      return `version ${this.#cluster.major}, only by socket`;
    });
  }

  async #startCity(): Promise<void> {
    await Promise.all([this.#start(simulator(this.#stack)), this.#start(agent(this.#stack))]);
  }

  async #importRegistry(): Promise<string> {
    const { registry } = this.#stack.place;
    const files = registryFiles.map((name) => join(registry, name));
    await this.#runOnce('registry', registryCommand(this.#stack));
    await this.#runOnce('migrate', centerCommand(this.#stack, ['migrate']));
    await this.#runOnce(
      'import',
      centerCommand(this.#stack, ['registry', 'import', '--apply', ...files]),
    );
    return 'the simulated city';
  }

  async #runOnce(name: string, command: readonly [string, ...string[]]): Promise<void> {
    const { place, layout } = this.#options;
    const home = place.home('center');
    await runLogged(runAs(place.account, 'SIGTERM', command), {
      logFile: join(layout.logs, `${name}.log`),
      cwd: home,
      env: environment(home),
    });
  }

  #start(program: Program): Promise<void> {
    return this.#options.progress.step(program.name, async () => {
      await this.#supervisor.start(program);
      return program.address;
    });
  }

  #writeState(): void {
    const programs = this.#supervisor.statuses.map(({ pid, startedAt, ...status }) => {
      const process = pid === undefined ? undefined : identify(pid);
      return {
        ...status,
        ...(process === undefined ? {} : { process }),
        ...(startedAt === undefined ? {} : { startedAt }),
      };
    });
    const { settings, layout } = this.#options;
    writeState(layout.stateFile, {
      ...{ launcher: self(), settings, programs, startedAt: this.#startedAt },
      ...(this.#readyAt === undefined ? {} : { readyAt: this.#readyAt }),
    });
  }
}

/** Who scrapes and evaluates, in the order of starting. */
function backendOf(stack: Stack): readonly Program[] {
  return stack.settings.backend === 'prometheus'
    ? [prometheus(stack)]
    : [victoriaMetrics(stack), vmalert(stack)];
}

/** Ends what a killed launcher may have left: normally nothing, the kernel ends its programs with it. */
export async function stopLeftovers({ stateFile }: Layout): Promise<readonly string[]> {
  const state = readState(stateFile);
  const found = state === undefined ? [] : leftovers(state);
  await Promise.all(
    found.map(async (process) => {
      // PostgreSQL takes SIGTERM as "wait for all clients"; SIGINT ends them.
      signal(process, process.name === 'postgresql' ? 'SIGINT' : 'SIGTERM');
      if (await waitUntilGone(process, 15_000)) return;
      signal(process, 'SIGKILL');
      await waitUntilGone(process, 5000);
    }),
  );
  removeState(stateFile);
  return found.map(({ name }) => name);
}
