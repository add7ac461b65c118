import type { Language } from '../i18n/language.ts';

/** A board in the switcher. Others open by their address. */
export interface BoardEntry {
  readonly uid: string;
  readonly names: Readonly<Record<Language, string>>;
}

/** In the order of the switcher; a test compares it with what dashboards/ generates. */
export const boardList: readonly BoardEntry[] = [
  { uid: 'yibao-wallboard', names: { 'zh-Hans': '大屏', 'en-US': 'Wallboard' } },
  { uid: 'yibao-district', names: { 'zh-Hans': '区', 'en-US': 'District' } },
  { uid: 'yibao-hospital', names: { 'zh-Hans': '医院', 'en-US': 'Hospital' } },
  { uid: 'yibao-server', names: { 'zh-Hans': '服务器', 'en-US': 'Server' } },
  { uid: 'yibao-upload', names: { 'zh-Hans': '上传', 'en-US': 'Upload' } },
  { uid: 'yibao-forecast', names: { 'zh-Hans': '预测', 'en-US': 'Forecast' } },
  { uid: 'yibao-alarms', names: { 'zh-Hans': '告警', 'en-US': 'Alarms' } },
  { uid: 'yibao-monitoring', names: { 'zh-Hans': '监控自身', 'en-US': 'Monitoring' } },
];
