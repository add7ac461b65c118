import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../layout.ts';
import { requireProgram } from '../system/commands.ts';
import { type Command, UsageError } from './command.ts';
import { passOn } from './passed-on.ts';

export const rules: Command = {
  name: 'rules',
  synopsis: 'check',
  summary: 'let promtool judge the rules and run their test cases',
  run: async ({ args }) => {
    if (args.join(' ') !== 'check') throw new UsageError('expected: ./yibao rules check');
    const promtool = requireProgram('promtool');
    const generated = ymlFiles('exporter-rules/generated');
    const tests = ymlFiles('exporter-rules/tests');
    const checked = await passOn([promtool, 'check', 'rules', ...generated]);
    const tested = await passOn([promtool, 'test', 'rules', ...tests]);
    return checked === 0 && tested === 0 ? 0 : 1;
  },
};

function ymlFiles(folder: string): readonly string[] {
  const path = join(root, folder);
  const names = readdirSync(path).filter((name) => name.endsWith('.yml'));
  if (names.length === 0) throw new Error(`${folder}: expected *.yml, found none`);
  return names.map((name) => join(path, name));
}
