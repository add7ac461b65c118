import {
  hwmonChipNames,
  hwmonFanMinRpm,
  hwmonFanRpm,
  hwmonTempAlarm,
  hwmonTempCelsius,
  hwmonTempCritAlarmCelsius,
  hwmonTempCritCelsius,
  hwmonTempCritHystCelsius,
  hwmonTempMaxCelsius,
} from '../../../catalog/hardware.ts';
import type { Metric } from '../../../catalog/metric.ts';
import type { Host, HostPath } from '../../host/host.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import type { Collector, Emit } from '../collector.ts';

type Sensor = Metric<readonly ['chip', 'sensor']>;

/** Kind and property of a file such as temp1_crit, and what divides its number. */
const properties: Readonly<Record<string, readonly [metric: Sensor, divisor: number]>> = {
  fan_input: [hwmonFanRpm, 1],
  fan_min: [hwmonFanMinRpm, 1],
  temp_input: [hwmonTempCelsius, 1000],
  temp_max: [hwmonTempMaxCelsius, 1000],
  temp_crit: [hwmonTempCritCelsius, 1000],
  temp_crit_hyst: [hwmonTempCritHystCelsius, 1000],
  temp_alarm: [hwmonTempAlarm, 1],
  // node_exporter divides this flag too: 0.001 when set. Our rule asks for > 0.
  temp_crit_alarm: [hwmonTempCritAlarmCelsius, 1000],
};

const folder = '/sys/class/hwmon';

/** Sensors can be behind a slow bus, so they are read where blocking does no harm. */
export const hwmon: Collector = {
  name: 'hwmon',
  os: ['linux'],
  cadence: 'minute',
  runsIn: 'helper',
  byDefault: true,
  metrics: [hwmonChipNames, ...Object.values(properties).map(([metric]) => metric)],
  start(host) {
    return async (emit) => {
      const chips = host.list(folder);
      if (chips.length === 0) throw new NoDataError(folder);
      const found: Chip[] = [];
      for (const chip of chips) found.push(await readChip(host, `${folder}/${chip}`));
      for (const chip of found) emitChip(emit, chip);
    };
  },
};

interface Chip {
  readonly chip: string;
  readonly name: string | undefined;
  readonly readings: readonly { metric: Sensor; value: number; sensor: string }[];
}

async function readChip(host: Host, path: `/sys/${string}`): Promise<Chip> {
  const readings: Chip['readings'][number][] = [];
  for (const file of sensorFiles(host, path)) {
    const [, kind, number, property] = /\/(fan|temp)(\d+)_(\w+)$/.exec(file) ?? [];
    const entry = properties[`${kind}_${property}`];
    const text = entry === undefined ? undefined : await host.textLater(file);
    if (entry === undefined || text === undefined || !/^-?\d+$/.test(text)) continue;
    const [metric, divisor] = entry;
    readings.push({ metric, value: Number(text) / divisor, sensor: `${kind}${number}` });
  }
  return { chip: chipName(host, path), name: host.text(`${path}/name`), readings };
}

function emitChip(emit: Emit, { chip, name, readings }: Chip): void {
  if (name !== undefined) emit(hwmonChipNames, 1, chip, cleanName(name));
  for (const { metric, value, sensor } of readings) emit(metric, value, chip, sensor);
}

/** Old drivers keep their files in the folder of the device. */
function sensorFiles(host: Host, path: `/sys/${string}`): readonly HostPath[] {
  const own = host.list(path).map((name): HostPath => `${path}/${name}`);
  if (own.some((file) => /\/(fan|temp)\d+_/.test(file))) return own;
  return host.list(`${path}/device`).map((name): HostPath => `${path}/device/${name}`);
}

/** As node_exporter: bus and device, e.g. platform_coretemp_0; else the driver's name. */
function chipName(host: Host, path: `/sys/${string}`): string {
  const device = host.realPath(`${path}/device`);
  if (device !== undefined) {
    const [bus = '', name = ''] = device.split('/').slice(-2).map(cleanName);
    if (name !== '') return bus === '' ? name : `${bus}_${name}`;
  }
  return cleanName(host.text(`${path}/name`) ?? path.slice(folder.length + 1));
}

function cleanName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9:_]/g, '_')
    .replace(/^_+|_+$/g, '');
}
