import { formatDuration } from '../../lib/duration.ts';
import type { ActiveFault, CityAnswer, FaultsAnswer, HealAnswer } from './answers.ts';

/** What happens now, and which alarm is due when. */
export function describeFault(fault: ActiveFault): string {
  return [
    `#${fault.id} ${fault.kind}: ${fault.effect}`,
    expectation(fault),
    `End it with: heal --id ${fault.id}`,
  ].join('\n');
}

function expectation({ expect, since }: ActiveFault): string {
  if (expect === null) return 'No alarm of its own is due.';
  const { alert, priority, count, afterSeconds } = expect;
  const due = clock(new Date(Date.parse(since) + afterSeconds * 1000));
  const wait = formatDuration(Math.round(afterSeconds / 5) * 5000);
  return `Expect ${count} × ${alert} (${priority}) in about ${wait}, at ${due}.`;
}

export function describeList({ active }: FaultsAnswer): string {
  if (active.length === 0) return 'Nothing is broken.';
  return active
    .map((fault) => {
      const since = clock(new Date(fault.since));
      return `#${fault.id} ${fault.kind} since ${since}: ${fault.effect}\n   ${expectation(fault)}`;
    })
    .join('\n');
}

export function describeHealed({ healed }: HealAnswer): string {
  if (healed.length === 0) return 'Nothing was broken.';
  const lines = healed.map(({ id, kind, effect }) => `Healed #${id} ${kind}: ${effect}`);
  return [...lines, 'Alarms that were sent are withdrawn some minutes later.'].join('\n');
}

export function describeCity(city: CityAnswer): string {
  return city
    .flatMap(({ adcode, name, hospitals }) => [
      `${adcode} ${name}`,
      ...hospitals.map(
        (hospital) =>
          `  ${hospital.code} ${hospital.name}: ${hospital.servers.map(({ id }) => id).join(', ')}`,
      ),
    ])
    .join('\n');
}

function clock(at: Date): string {
  return at.toLocaleTimeString('en-GB', { timeZone: 'Asia/Shanghai' });
}
