import type { Dataset } from '../../../catalog/labels.ts';
import type { ReferenceServer } from './reference-server.ts';

/** Loads what the bureau offered at a moment, past it and without a log: as an engineer does from a medium. */
export function loadOffered(server: ReferenceServer, dataset: Dataset, offeredMs: number): void {
  const { files } = server.world.bureau;
  const offered = files.offered(dataset, offeredMs);
  const { version, rows: announced, generatedMs, deadlineMs } = offered;
  const content = files.contentOf(dataset, offered);
  const times = { generatedMs, deadlineMs, startedMs: offeredMs, finishedMs: offeredMs };
  server.datasets.load({ dataset, version, content, announced, ...times });
}
