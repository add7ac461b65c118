import type { DataLink } from './panels/look.ts';

const open = { zh: '打开医院看板', en: 'Open the hospital' };
const openDistrict = { zh: '打开本区医院', en: 'Open hospitals of the district' };

/**
 * One level down, the time kept.
 * @param value a template of Grafana that gives the hospital's code, such as `__value.raw`
 */
export function toHospital(value: string): DataLink {
  return { title: open, url: `/d/yibao-hospital?var-hospital=\${${value}}&\${__url_time_range}` };
}

export function toDistrict(adcode: string): DataLink {
  return {
    title: openDistrict,
    url: `/d/yibao-hospital?var-district=${adcode}&\${__url_time_range}`,
  };
}
