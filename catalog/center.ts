import { gauge } from './metric.ts';

export const inventoryServerInfo = gauge(
  'yibao_inventory_server_info',
  'One for each active server of the registry, always 1.',
  'district',
  'hospital',
  'server',
  'role',
  'level',
  'scrape',
);
export const hospitalInfo = gauge(
  'yibao_hospital_info',
  'Names of a hospital, always 1.',
  'hospital',
  'district',
  'level',
  'name',
  'short_name',
  'kind',
);
export const districtInfo = gauge(
  'yibao_district_info',
  'Name of a district, always 1.',
  'district',
  'name',
);
export const hospitalOpen = gauge(
  'yibao_hospital_open',
  'Whether the hospital is open by its hours and the calendar.',
  'hospital',
);
export const maintenanceActive = gauge(
  'yibao_maintenance_active',
  'Whether a maintenance window covers the hospital.',
  'hospital',
);
