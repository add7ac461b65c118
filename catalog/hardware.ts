import { counter, gauge } from './metric.ts';

export const coolingDeviceCurState = gauge(
  'node_cooling_device_cur_state',
  'Cooling device cur state: class/thermal/cooling_deviceN/cur_state.',
  'name',
  'type',
);
export const coolingDeviceMaxState = gauge(
  'node_cooling_device_max_state',
  'Cooling device max state: class/thermal/cooling_deviceN/max_state.',
  'name',
  'type',
);
export const edacCorrectableErrors = counter(
  'node_edac_correctable_errors_total',
  'Edac correctable errors: devices/system/edac/mc/mcN/ce_count.',
  'controller',
);
export const edacUncorrectableErrors = counter(
  'node_edac_uncorrectable_errors_total',
  'Edac uncorrectable errors: devices/system/edac/mc/mcN/ue_count.',
  'controller',
);
export const hwmonChipNames = gauge(
  'node_hwmon_chip_names',
  'Hwmon chip names: class/hwmon/hwmonN/name.',
  'chip',
  'chip_name',
);
export const hwmonFanMinRpm = gauge(
  'node_hwmon_fan_min_rpm',
  'Hwmon fan min rpm: class/hwmon/hwmonN/fanN_min.',
  'chip',
  'sensor',
);
export const hwmonFanRpm = gauge(
  'node_hwmon_fan_rpm',
  'Hwmon fan rpm: class/hwmon/hwmonN/fanN_input.',
  'chip',
  'sensor',
);
export const hwmonTempAlarm = gauge(
  'node_hwmon_temp_alarm',
  'Hwmon temp alarm: class/hwmon/hwmonN/tempN_alarm.',
  'chip',
  'sensor',
);
export const hwmonTempCelsius = gauge(
  'node_hwmon_temp_celsius',
  'Hwmon temp celsius: class/hwmon/hwmonN/tempN_input /1000.',
  'chip',
  'sensor',
);
export const hwmonTempCritAlarmCelsius = gauge(
  'node_hwmon_temp_crit_alarm_celsius',
  'Hwmon temp crit alarm celsius: class/hwmon/hwmonN/tempN_crit_alarm /1000 (0.001 when set, as node_exporter).',
  'chip',
  'sensor',
);
export const hwmonTempCritCelsius = gauge(
  'node_hwmon_temp_crit_celsius',
  'Hwmon temp crit celsius: class/hwmon/hwmonN/tempN_crit /1000.',
  'chip',
  'sensor',
);
export const hwmonTempCritHystCelsius = gauge(
  'node_hwmon_temp_crit_hyst_celsius',
  'Hwmon temp crit hyst celsius: class/hwmon/hwmonN/tempN_crit_hyst /1000.',
  'chip',
  'sensor',
);
export const hwmonTempMaxCelsius = gauge(
  'node_hwmon_temp_max_celsius',
  'Hwmon temp max celsius: class/hwmon/hwmonN/tempN_max /1000.',
  'chip',
  'sensor',
);
export const powerSupplyOnline = gauge(
  'node_power_supply_online',
  'Power supply online: class/power_supply/X/online.',
  'power_supply',
);
