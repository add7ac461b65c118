import { readFileSync } from 'node:fs';

/** A row of catalog/node-metrics.tsv: a host metric, and where it comes from on each system. */
export interface NodeMetricRow {
  readonly name: string;
  readonly type: string;
  readonly labels: readonly string[];
  readonly linux: string;
  readonly windows: string;
}

export function nodeMetricRows(): readonly NodeMetricRow[] {
  const [, ...lines] = readFileSync('catalog/node-metrics.tsv', 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [name = '', type = '', labels = '', , , linux = '', windows = ''] = line.split('\t');
    return { name, type, labels: labels === '-' ? [] : labels.split(','), linux, windows };
  });
}

/** Read by the collectors of the agent itself: no program, no call that Node does not have, no textfile. */
export function isCollectedOnLinux({ linux }: NodeMetricRow): boolean {
  return /^(proc|sys|statfs|file|self): /.test(linux) && !/textfile|stat after/.test(linux);
}

export function isOffByDefault({ linux }: NodeMetricRow): boolean {
  return linux.includes('off by default');
}
