import type { DataLink } from './panels/look.ts';

const open = { zh: '打开医院看板', en: 'Open the hospital' };
const openDistrict = { zh: '打开区看板', en: 'Open the district' };
const openServer = { zh: '打开服务器看板', en: 'Open the server' };

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
    url: `/d/yibao-district?var-district=${adcode}&\${__url_time_range}`,
  };
}

/** From a column of servers on a board that has one hospital chosen. */
export const toServer: DataLink = {
  title: openServer,
  url: `/d/yibao-server?var-hospital=\${hospital}&var-server=\${__value.raw}&\${__url_time_range}`,
};
