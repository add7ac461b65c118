import { edacCorrectableErrors, edacUncorrectableErrors } from '../../../catalog/hardware.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import type { Collector } from '../collector.ts';

const folder = '/sys/devices/system/edac/mc';

/** Memory errors that the controller has corrected, or could not. */
export const edac: Collector = {
  name: 'edac',
  os: ['linux'],
  cadence: 'minute',
  runsIn: 'main',
  byDefault: true,
  metrics: [edacCorrectableErrors, edacUncorrectableErrors],
  start(host) {
    return (emit) => {
      const controllers = host.list(folder).filter((name) => /^mc\d+$/.test(name));
      if (controllers.length === 0) throw new NoDataError(folder);
      for (const name of controllers) {
        const controller = name.slice(2);
        emit(edacCorrectableErrors, host.read(`${folder}/${name}/ce_count`).integer(), controller);
        emit(
          edacUncorrectableErrors,
          host.read(`${folder}/${name}/ue_count`).integer(),
          controller,
        );
      }
    };
  },
};
