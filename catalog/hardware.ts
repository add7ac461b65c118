import { counter, gauge } from './metric.ts';

export const coolingDeviceCurState = gauge(
  'node_cooling_device_cur_state',
  'Present state of a cooling device.',
  'name',
  'type',
);
export const coolingDeviceMaxState = gauge(
  'node_cooling_device_max_state',
  'Highest state of a cooling device.',
  'name',
  'type',
);
export const edacCorrectableErrors = counter(
  'node_edac_correctable_errors_total',
  'Memory errors that were corrected.',
  'controller',
);
export const edacUncorrectableErrors = counter(
  'node_edac_uncorrectable_errors_total',
  'Memory errors that were not.',
  'controller',
);
export const hwmonChipNames = gauge(
  'node_hwmon_chip_names',
  'Name of a chip, always 1.',
  'chip',
  'chip_name',
);
export const hwmonFanMinRpm = gauge(
  'node_hwmon_fan_min_rpm',
  'Lowest good speed.',
  'chip',
  'sensor',
);
export const hwmonFanRpm = gauge('node_hwmon_fan_rpm', 'Speed.', 'chip', 'sensor');
export const hwmonTempAlarm = gauge(
  'node_hwmon_temp_alarm',
  'Whether the chip gives an alarm.',
  'chip',
  'sensor',
);
export const hwmonTempCelsius = gauge('node_hwmon_temp_celsius', 'Temperature.', 'chip', 'sensor');
export const hwmonTempCritAlarmCelsius = gauge(
  'node_hwmon_temp_crit_alarm_celsius',
  '0.001 while the temperature is critical, as in node_exporter.',
  'chip',
  'sensor',
);
export const hwmonTempCritCelsius = gauge(
  'node_hwmon_temp_crit_celsius',
  'Critical temperature.',
  'chip',
  'sensor',
);
export const hwmonTempCritHystCelsius = gauge(
  'node_hwmon_temp_crit_hyst_celsius',
  'Temperature that ends a critical state.',
  'chip',
  'sensor',
);
export const hwmonTempMaxCelsius = gauge(
  'node_hwmon_temp_max_celsius',
  'Highest good temperature.',
  'chip',
  'sensor',
);
export const powerSupplyOnline = gauge(
  'node_power_supply_online',
  'Whether a power supply gives power.',
  'power_supply',
);
