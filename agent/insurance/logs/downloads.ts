import type { DownloadRun } from '../call.ts';
import { emptyContext, type LogFormat, localTime } from './log-format.ts';
import { datasetOfInfno } from './vocabulary.ts';

const run =
  /(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)[,.](\d{3}) \[[^\]]{1,64}\] (?:INFO|WARN|ERROR)\s+download - (?:(红名单)|(政策)|目录\s*(\d{4}))\s/;
const results: readonly [words: RegExp, result: DownloadRun['result']][] = [
  [/已过下载期限/, 'deadline'],
  [/校验=失败/, 'checksum'],
  [/行数不符/, 'partial'],
  [/下载失败/, 'failed'],
  [/校验=OK/, 'ok'],
];

/** The log of the nightly downloads: one line a finished run. */
export const downloads: LogFormat = {
  name: 'download',
  start: (findings) => ({
    take(line) {
      const found = run.exec(line);
      if (found === null) return;
      const rest = line.slice(found.index + found[0].length);
      const result = results.find(([words]) => words.test(rest))?.[1];
      if (result === undefined) return; // a run that begins, or goes on
      findings.download({
        dataset: datasetOf(found.slice(8)),
        result,
        at: localTime(found.slice(1, 8)),
        durationSeconds: numberBehind(rest, /耗时=(\d{1,9})s/),
        expectedRows: numberBehind(rest, /data_cnt=(\d{1,12})/),
      });
    },
    context: () => emptyContext,
  }),
};

function datasetOf([redlist, policy, infno = '']: readonly (string | undefined)[]): string {
  if (redlist !== undefined) return 'redlist';
  if (policy !== undefined) return 'policy';
  return datasetOfInfno(infno) ?? '';
}

function numberBehind(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}
