import { hardwareInfo, hardwareMemoryModules, inventoryTimestamp } from '../../catalog/agent.ts';
import { runProgram } from '../host/run-program.ts';
import { Inventory } from '../inventory/inventory.ts';
import type { Task } from './background.ts';
import { startTasks } from './background-collector.ts';
import { type Sample, sample } from './sample.ts';
import type { SourceParts, StartSource } from './source.ts';

const timeoutMs = 120_000;
const maxOutputBytes = 256 * 1024;

export const inventory: StartSource = (parts) => {
  if (!parts.config.inventory.enabled || parts.inventoryEntry === undefined) return undefined;
  const metrics = [hardwareInfo, hardwareMemoryModules, inventoryTimestamp];
  return {
    collectors: [
      startTasks(parts.background, { name: 'inventory', metrics, tasks: [task(parts)] }),
    ],
  };
};

function task({ clock, config, inventoryEntry = '' }: SourceParts): Task {
  return {
    name: 'inventory',
    everyMs: config.inventory.interval,
    timeoutMs,
    run: async (signal) => {
      const program = { path: process.execPath, args: [inventoryEntry], timeoutMs, maxOutputBytes };
      const outcome = await runProgram(program, signal);
      if (outcome.outcome !== 'exited') throw new Error(`inventory: ${outcome.outcome}`);
      if (outcome.code !== 0) throw new Error(`inventory: code ${outcome.code}, ${outcome.stderr}`);
      const facts = Inventory.parse(JSON.parse(outcome.stdout.toString('utf8')));
      return samplesOf(facts, clock.now());
    },
  };
}

function samplesOf({ machine, cpu, memoryModules }: Inventory, nowMs: number): readonly Sample[] {
  const { manufacturer, model, isVirtual } = machine;
  return [
    sample(hardwareInfo, 1, manufacturer, model, cpu.brand, String(isVirtual)),
    sample(hardwareMemoryModules, memoryModules.filter(({ sizeBytes }) => sizeBytes > 0).length),
    sample(inventoryTimestamp, Math.floor(nowMs / 1000)),
  ];
}
