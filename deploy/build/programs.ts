/** A program that ships as one file, and the files that it reads at run time from beside its sources. */
export interface BundledProgram {
  readonly name: string;
  readonly entry: string;
  /** Folders or files, from the root of the checkout; they keep their place under dist/. */
  readonly assets: readonly string[];
  /** Leaves out what packages bring along and this program never calls; see leave-out.ts. */
  readonly isLean?: boolean;
}

export const bundledPrograms: readonly BundledProgram[] = [
  {
    name: 'agent',
    entry: 'agent/main.ts',
    assets: ['agent/host/win32/win32.ps1'],
    isLean: true,
  },
  { name: 'agent-sql', entry: 'agent/sql/main.ts', assets: [] },
  { name: 'agent-inventory', entry: 'agent/inventory/main.ts', assets: [] },
  {
    name: 'center',
    entry: 'center/main.ts',
    assets: ['center/storage/migrations', 'center/calendar/data'],
  },
  {
    name: 'notifier',
    entry: 'alerting/notifier/main.ts',
    assets: ['alerting/notifier/storage/migrations'],
  },
  { name: 'forecaster', entry: 'exporter-rules/forecast/main.ts', assets: [] },
  {
    name: 'simulator',
    entry: 'simulator/main.ts',
    assets: ['simulator/fleet', 'simulator/inbox/page', 'simulator/scenarios'],
  },
  {
    name: 'reference-app',
    entry: 'simulator/reference-app/main.ts',
    assets: ['simulator/fleet', 'simulator/reference-app/storage/migrations'],
  },
];
