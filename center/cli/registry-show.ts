import { toYaml } from '../../lib/yaml.ts';
import { readDetail } from '../registry/detail.ts';
import { readRegistry } from '../registry/registry-store.ts';
import type { Command } from './command.ts';
import { withDatabase } from './with-database.ts';

export const registryShow: Command = {
  name: 'registry show',
  synopsis: 'ADCODE|CODE|ID',
  summary: 'one district, hospital or server, what belongs to it, and its last changes',
  options: {},
  run: async ({ config, words }) => {
    const [key, ...more] = words;
    if (key === undefined || more.length > 0) throw new Error('registry show: expected one key');
    const detail = await withDatabase(config, async ({ db, cipher }) =>
      readDetail({ db, cipher, registry: await readRegistry(db) }, key),
    );
    if (detail === undefined) {
      return { status: 1, report: [`${key}: nothing in the registry has this key`] };
    }
    return { status: 0, report: [toYaml(detail).trimEnd()] };
  },
};
