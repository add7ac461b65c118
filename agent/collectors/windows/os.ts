import { osInfo } from '../../../catalog/system.ts';
import type { Answer } from '../../host/win32/answers.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector, Values } from '../collector.ts';

export const os: Collector = {
  name: 'os',
  os: ['windows'],
  cadence: 'hour',
  runsIn: 'helper',
  byDefault: true,
  metrics: [osInfo],
  start(host) {
    const { win32 } = windowsOf(host);
    return async (emit, signal) => {
      const facts = factsOf(await win32.ask('release', signal));
      const values = osInfo.labels.map((label) => facts[label] ?? '');
      emit.info(osInfo, values as unknown as Values<typeof osInfo.labels>);
    };
  },
};

type Facts = Readonly<Partial<Record<(typeof osInfo.labels)[number], string>>>;

/** From the registry's CurrentVersion, in the words of os-release(5). */
function factsOf(release: Answer<'release'>): Facts {
  const value = (name: string): string => release[name] ?? '';
  const joined = (...names: readonly string[]): string =>
    names
      .map(value)
      .filter((part) => part !== '')
      .join('.');
  return {
    build_id: joined('CurrentBuild', 'UBR'),
    id: 'windows',
    name: 'Windows',
    pretty_name: value('ProductName'),
    variant: value('InstallationType'),
    variant_id: value('EditionID'),
    version: value('DisplayVersion') || value('ReleaseId'),
    version_id: joined('CurrentMajorVersionNumber', 'CurrentMinorVersionNumber', 'CurrentBuild'),
  };
}
