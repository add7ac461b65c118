import type { Text } from './language.ts';

/** What alarms are called on boards: at most twelve characters, the same as in messages. */
export const alarmNames = {
  CityLineDown: { zh: '全市线路中断', en: 'City lines down' },
  DistrictLineDown: { zh: '全区线路中断', en: 'District lines down' },
  HospitalLineDown: { zh: '医院专线中断', en: 'Hospital line down' },
  PairDown: { zh: '主备全停', en: 'Pair down' },
  HostDown: { zh: '服务器停机', en: 'Server down' },
  FsAlmostFull: { zh: '磁盘将满', en: 'Disk almost full' },
  SettlementServiceDown: { zh: '结算服务停止', en: 'Settlement down' },
  NightlyDownloadMissed: { zh: '夜间下载未完成', en: 'Download missed' },
} as const satisfies Readonly<Record<string, Text>>;
