import { toMillisecond } from './times.ts';

/** A finished download run. */
export interface DownloadRun {
  readonly subject: string;
  readonly version: string;
  readonly announced: number;
  readonly rows: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly result: 'ok' | 'failed' | 'partial' | 'deadline' | 'checksum';
}

/** Its line in the log of downloads; docs/integration.md, chapter 2.5. */
export function downloadLine(atMs: number, run: DownloadRun): string {
  const level = { ok: 'INFO ', partial: 'WARN ' }[String(run.result)] ?? 'ERROR';
  const head = `${toMillisecond(atMs)} [03] ${level} download - ${run.subject} 版本=${run.version}`;
  const cost = `耗时=${Math.round(run.seconds)}s`;
  switch (run.result) {
    case 'ok':
      return `${head} 类型=全量 data_cnt=${run.announced} 行数=${run.rows} 大小=${run.bytes} ${cost} 校验=OK`;
    case 'partial':
      return `${head} data_cnt=${run.announced} 实收=${run.rows} ${cost} 行数不符`;
    case 'checksum':
      return `${head} ${cost} 校验=失败`;
    case 'deadline':
      return `${head} 已过下载期限`;
    case 'failed':
      return `${head} 下载失败`;
    default:
      return run.result satisfies never;
  }
}
