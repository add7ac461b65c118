import type { Text } from '../language.ts';

/** Heads of columns. */
export const columns = {
  hospital: { zh: '医院', en: 'Hospital' },
  code: { zh: '编号', en: 'Code' },
  district: { zh: '区', en: 'District' },
  state: { zh: '状态', en: 'State' },
  failures: { zh: '失败率', en: 'Failed' },
  priority: { zh: '级别', en: 'Priority' },
  alarm: { zh: '告警', en: 'Alarm' },
  since: { zh: '开始', en: 'Since' },
  server: { zh: '服务器', en: 'Server' },
  phase: { zh: '阶段', en: 'Phase' },
  dataset: { zh: '数据', en: 'Dataset' },
  version: { zh: '版本', en: 'Version' },
  made: { zh: '生成于', en: 'Made' },
  downloaded: { zh: '最近下载', en: 'Last download' },
  offline: { zh: '离线', en: 'Offline' },
  perMinute: { zh: '笔/分', en: 'Per minute' },
  servers: { zh: '服务器', en: 'Servers' },
  role: { zh: '角色', en: 'Role' },
  hostname: { zh: '主机名', en: 'Host name' },
  system: { zh: '系统', en: 'System' },
  arch: { zh: '架构', en: 'Arch' },
  kernel: { zh: '内核', en: 'Kernel' },
  agentVersion: { zh: '采集程序', en: 'Agent' },
  rows: { zh: '行数', en: 'Rows' },
} as const satisfies Readonly<Record<string, Text>>;
