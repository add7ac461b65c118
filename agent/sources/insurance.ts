import { Insurance } from '../insurance/insurance.ts';
import type { StartSource } from './source.ts';

export const insurance: StartSource = ({ config, ...parts }) => {
  if (config.insurance === undefined) return undefined;
  const { onSeriesDropped: onDropped } = parts;
  const made = new Insurance({ ...parts, settings: config.insurance, onDropped });
  return {
    collectors: [],
    files: () => [made.file()],
    save: () => made.save(),
    close: () => made.close(),
  };
};
