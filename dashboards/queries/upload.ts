import { hospitalInfo } from '../../catalog/center.ts';
import { promql } from '../../catalog/promql.ts';
import { series } from '../../exporter-rules/recording/index.ts';

const { boards, upload } = series;

export const backlog = promql`sum(${boards.cityUploadQueue})`;
export const backlogYesterday = promql`sum(${boards.cityUploadQueue} offset 1d)`;
export const dataAge = promql`${boards.cityDataAge}`;

/** Zero only while somebody counts the queues: unknown is not well. */
export const brakedBy = (brake: string) => promql`
  count(${upload.uploadBrake}{brake="${brake}"})
  or
  0 * sum(${boards.cityUploadQueue})`;

export const brakes = promql`count by (brake) (${upload.uploadBrake})`;

const longest = promql`topk(20, ${upload.uploadBrake})`;
/** Seconds; what brakes is a label. */
export const oldest = promql`
  (${longest} * on (hospital) group_left (short_name) ${hospitalInfo})
  or on (hospital)
  ${longest}`;

/** Hours; a queue that does not fall has 277 at least, which the board writes in words. */
export const drain = promql`topk(20, ${upload.uploadDrain} > 0) / 3600`;
