import { promql } from '../../catalog/promql.ts';
import { bureauReachable } from '../../catalog/service.ts';
import { upload as sent, uploadOldestAge, uploadQueueLength } from '../../catalog/settlement.ts';
import { by, fromAgents } from '../agents.ts';
import { upload } from '../config.ts';
import { type RecordingRule, record } from '../rule.ts';

const perQueue = `${by.server}, queue`;
const waiting = fromAgents(uploadQueueLength);

// A queue that does not fall has no end: a millionth of a record a second stands for "never".
export const uploadDrain = record(
  'server_queue:yibao_upload_drain:seconds',
  'Seconds until a queue is empty at its present slope; above a year where it does not fall.',
  promql`
    max by (${perQueue}) (${waiting} > 0)
    /
    clamp_min(-max by (${perQueue}) (deriv(${waiting}[${upload.drainWindow}])), 0.000001)`,
);

const backlog = record(
  'hospital:yibao_upload_backlog:age_seconds',
  'Age of the oldest record of a hospital that waits longer than allowed.',
  promql`max by (${by.hospital}) (${fromAgents(uploadOldestAge)} > ${upload.ageWarnSeconds})`,
);

function sends(results: readonly string[]): ReturnType<typeof promql> {
  const counted = fromAgents(sent, { result: results });
  return promql`sum by (hospital) (rate(${counted}[${upload.brakeWindow}]))`;
}

// First cause that holds: without a path nothing can be sent; what is refused is the bureau's business;
// what is neither is the hospital's own uploader, disk or database.
export const uploadBrake = record(
  'hospital:yibao_upload_brake:info',
  'What slows the uploads of a hospital with a backlog: line, bureau or hospital.',
  promql`
    label_replace(
      ${backlog} and on (hospital) (max by (hospital) (${fromAgents(bureauReachable)}) == 0),
      "brake", "line", "", ""
    )
    or on (hospital)
    label_replace(
      ${backlog} and on (hospital) (${sends(['failed', 'rejected'])} > ${sends(['ok'])}),
      "brake", "bureau", "", ""
    )
    or on (hospital)
    label_replace(${backlog}, "brake", "hospital", "", "")`,
);

export const uploadRecords: readonly RecordingRule[] = [uploadDrain, backlog, uploadBrake];
