import { z } from 'zod';
import type { Dataset } from '../../../catalog/labels.ts';
import type { Steps } from '../agenda/play.ts';
import { datasetCalls, hashOf } from '../bureau/dataset-files.ts';
import type { DownloadRun } from '../logs/downloads.ts';
import { rowsOf } from '../server/dataset-store.ts';
import { type Caller, callBureau } from '../visits/calls.ts';

const Offer = z.object({
  version: z.string(),
  data_cnt: z.number(),
  hash: z.string(),
  generatedMs: z.number(),
  deadlineMs: z.number(),
});
type Offer = z.infer<typeof Offer>;

/** One run for a dataset: ask, fetch before the deadline, compare rows and checksum, load. Resolves to its result. */
export async function* download(caller: Caller, dataset: Dataset): Steps<DownloadRun['result']> {
  const { server } = caller;
  const startedMs = server.now();
  const { infno, subject } = datasetCalls[dataset];
  const asked = yield* callBureau(caller, { txn: 'file', infno, input: { dataset } });
  const offer = Offer.safeParse(asked.answer?.output);
  const empty = {
    subject,
    version: server.datasets.current(dataset),
    ...{ announced: 0, rows: 0 },
  };
  if (asked.error !== undefined || !offer.success) {
    return log(caller, dataset, { ...empty, bytes: 0, seconds: 1, result: 'failed' });
  }
  const { version, data_cnt: announced } = offer.data;
  const run = { subject, version, announced };
  if (server.now() > offer.data.deadlineMs) {
    return log(caller, dataset, { ...run, rows: 0, bytes: 0, seconds: 0, result: 'deadline' });
  }
  const { seconds: usual } = server.world.night.datasets[dataset];
  const seconds = usual * caller.dice.between(0.7, 1.6);
  yield seconds * 1000;
  const fetched = yield* callBureau(caller, { txn: 'file', infno: '9102', input: { dataset } });
  const content = fetched.answer?.output.content;
  if (typeof content !== 'string') {
    return log(caller, dataset, { ...run, rows: 0, bytes: 0, seconds, result: 'failed' });
  }
  const result = judge(content, offer.data);
  if (result === 'ok') {
    const { generatedMs, deadlineMs } = offer.data;
    const times = { generatedMs, deadlineMs, startedMs, finishedMs: server.now() };
    server.datasets.load({ dataset, version, content, announced, ...times });
  }
  const sizes = { rows: rowsOf(content), bytes: Buffer.byteLength(content) };
  return log(caller, dataset, { ...run, ...sizes, seconds, result });
}

function judge(content: string, { data_cnt, hash }: Offer): DownloadRun['result'] {
  if (rowsOf(content) !== data_cnt) return 'partial';
  return hashOf(content) === hash ? 'ok' : 'checksum';
}

function log({ server }: Caller, dataset: Dataset, run: DownloadRun): DownloadRun['result'] {
  server.logs.download(dataset, run);
  return run.result;
}
