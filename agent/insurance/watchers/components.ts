import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Component } from '../../../catalog/labels.ts';
import * as service from '../../../catalog/service.ts';
import { runProgram } from '../../host/run-program.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import { type Sample, sample } from '../../sources/sample.ts';
import { connectSeconds, fetchSmall } from '../ask.ts';
import { type ProcessFacts, processFacts } from '../process-facts.ts';
import type { ComponentSettings } from '../settings.ts';
import { readSmall } from '../small-file.ts';
import { versionLabel } from '../version-label.ts';
import type { Watcher, WatcherParts } from './watcher.ts';

const answerMs = 2000;
const systemctl = '/usr/bin/systemctl';

/** Whether the services of the settlement system run **and** answer, and what their processes use. */
export const components: Watcher = {
  name: 'components',
  metrics: [
    service.componentUp,
    service.componentRestarts,
    service.componentVersionInfo,
    service.componentMemory,
    service.componentThreads,
    service.componentHandles,
  ],
  start(parts) {
    const all = Object.entries(parts.settings.components) as [Component, ComponentSettings][];
    if (all.length === 0) return undefined;
    const seen = new Map<Component, string>();
    return {
      name: 'insurance_components',
      everyMs: parts.settings.interval,
      timeoutMs: 14_000,
      run: async (signal) => {
        const one = ([component, settings]: (typeof all)[number]) =>
          look(component, { settings, parts, seen, signal });
        return (await Promise.all(all.map(one))).flat();
      },
    };
  },
};

interface Look {
  readonly settings: ComponentSettings;
  readonly parts: WatcherParts;
  /** Identity of the process at the last look. */
  readonly seen: Map<Component, string>;
  readonly signal: AbortSignal;
}

async function look(component: Component, all: Look): Promise<readonly Sample[]> {
  const { settings, parts } = all;
  const { root } = parts.settings;
  if (settings.installed !== undefined && !existsSync(join(root, settings.installed))) return [];
  const process = await processOf(all);
  const isAnswering = await answers(settings, all.signal);
  const checks = [process?.isRunning, isAnswering].filter((each) => each !== undefined);
  if (checks.length === 0) return [];
  countRestart(component, process?.facts, all);
  const version = versionOf(root, settings);
  return [
    sample(service.componentUp, checks.every(Boolean) ? 1 : 0, component),
    ...(version === undefined ? [] : [sample(service.componentVersionInfo, 1, component, version)]),
    ...useOf(component, process?.facts),
  ];
}

interface Found {
  readonly isRunning: boolean;
  readonly facts?: ProcessFacts | undefined;
}

/** By pid file, unit or Windows service; undefined when none is configured, or Windows cannot be asked. */
async function processOf({ settings, parts, signal }: Look): Promise<Found | undefined> {
  const { pidFile, unit, windowsService } = settings;
  if (windowsService !== undefined) return windowsFound(windowsService, parts, signal);
  const pid = unit === undefined ? pidIn(pidFile, parts) : await mainPid(unit, signal);
  if (pid === undefined) return undefined;
  const facts = processFacts(pid);
  return { isRunning: facts !== undefined, facts };
}

function pidIn(pidFile: string | undefined, { settings }: WatcherParts): number | undefined {
  if (pidFile === undefined) return undefined;
  const text = readSmall(join(settings.root, pidFile), 20)?.trim() ?? '';
  return /^\d{1,10}$/.test(text) ? Number(text) : 0; // no file, no process
}

/** 0 while the unit does not run. */
async function mainPid(unit: string, signal: AbortSignal): Promise<number | undefined> {
  const args = ['show', '--property=MainPID', '--value', '--', unit];
  const outcome = await runProgram({ path: systemctl, args, timeoutMs: 5000 }, signal);
  if (outcome.outcome !== 'exited' || outcome.code !== 0) return undefined;
  return Number(outcome.stdout.toString('latin1').trim()) || 0;
}

const windowsRunning = 4;

async function windowsFound(
  name: string,
  { host }: WatcherParts,
  signal: AbortSignal,
): Promise<Found | undefined> {
  if (host?.os !== 'windows') return undefined;
  const services = await windowsOf(host).win32.ask('services', signal);
  const found = services.find((each) => each.name.toLowerCase() === name.toLowerCase());
  return { isRunning: found?.state === windowsRunning };
}

async function answers(
  { port, check }: ComponentSettings,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  if (port === undefined) return undefined;
  if (check === 'tcp') return (await connectSeconds(port, answerMs, signal)) !== undefined;
  const host = port.host.includes(':') ? `[${port.host}]` : port.host;
  const page = await fetchSmall(`http://${host}:${port.port}/health`, answerMs, signal);
  return page !== undefined && page.status >= 200 && page.status < 300;
}

/** Another process than at the last look is a restart; the first one seen is none. */
function countRestart(
  component: Component,
  facts: ProcessFacts | undefined,
  { parts, seen }: Look,
): void {
  parts.ledger.add(service.componentRestarts, 0, component);
  if (facts === undefined) return;
  const before = seen.get(component);
  if (before !== undefined && before !== facts.identity)
    parts.ledger.add(service.componentRestarts, 1, component);
  seen.set(component, facts.identity);
}

function useOf(component: Component, facts: ProcessFacts | undefined): readonly Sample[] {
  const all = [
    [service.componentMemory, facts?.residentBytes],
    [service.componentThreads, facts?.threads],
    [service.componentHandles, facts?.handles],
  ] as const;
  return all.flatMap(([metric, value]) =>
    value === undefined ? [] : [sample(metric, value, component)],
  );
}

function versionOf(root: string, { versionFile }: ComponentSettings): string | undefined {
  if (versionFile === undefined) return undefined;
  return versionLabel(readSmall(join(root, versionFile), 100) ?? '');
}
