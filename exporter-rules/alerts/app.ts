import { hospitalOpen } from '../../catalog/center.ts';
import { promql } from '../../catalog/promql.ts';
import { settlement } from '../config.ts';
import { hospitalSettleOk } from '../recording/service.ts';
import { type AlertRule, rule } from '../rule.ts';

// `unless … == 0` and not `and … == 1`: where the hours are not known the alarm goes out.
const closed = promql`${hospitalOpen} == 0`;

const serviceDown = rule({
  alert: 'SettlementServiceDown',
  urgency: 'P1',
  family: 'app',
  scope: 'hospital',
  expr: promql`
    ${hospitalSettleOk} == 0
    unless on (hospital)
    ${closed}`,
  for: settlement.downFor,
  keep: settlement.keep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：结算服务停止，服务器在线',
      en: 'Hospital {{ $labels.hospital }}: settlement service down, servers are up',
    },
    description: {
      zh: '结算组件或本地数据库未运行，自动重启未成功。窗口不能医保结算；服务器和专线正常。',
      en: 'The settlement component or the local database does not run and its automatic restart failed. Windows cannot settle; server and line are fine.',
    },
    short: { zh: '结算服务停止自动重启失败', en: 'settlement service down' },
    action: { zh: '等2分钟后点重启医保服务', en: 'wait 2 min, restart service' },
  },
});

export const appAlerts: readonly AlertRule[] = [serviceDown];
