import { promql } from '../../catalog/promql.ts';
import { line } from '../config.ts';
import { cityLineDown, districtLineDown, hospitalLineDown } from '../recording/topology.ts';
import { type AlertRule, rule } from '../rule.ts';

// The value of the two area alerts is the number of hospitals, so that the text can say it.
// Gates are not written here: withGates() adds them from catalog/topology.ts.

const cityLine = rule({
  alert: 'CityLineDown',
  urgency: 'P1',
  family: 'network',
  scope: 'city',
  expr: promql`
    sum(${hospitalLineDown})
    and on ()
    ${cityLineDown} == 1`,
  for: line.cityFor,
  keep: line.keep,
  texts: {
    summary: {
      zh: '全市：监控中心与 {{ $value }} 家医院的专线同时中断',
      en: 'City: the lines to {{ $value }} hospitals are down together',
    },
    description: {
      zh: '三成以上的医院同时不通，多为汇聚层、运营商或监控中心出口故障。各院窗口可按离线流程继续结算；单家医院的专线告警已并入本条。',
      en: 'More than 30 % of the open hospitals are cut off at once, which points at the core, the provider or the uplink of the center. Windows go on settling offline; alarms of single lines are part of this one.',
    },
    short: { zh: '全市专线大面积中断', en: 'city-wide line outage' },
    action: { zh: '勿动设备等通知', en: 'touch nothing, wait' },
    affected: '{{ $value }}',
  },
});

const districtLine = rule({
  alert: 'DistrictLineDown',
  urgency: 'P1',
  family: 'network',
  scope: 'district',
  expr: promql`
    sum by (district) (${hospitalLineDown})
    and on (district)
    ${districtLineDown} == 1`,
  for: line.districtFor,
  keep: line.keep,
  texts: {
    summary: {
      zh: '片区 {{ $labels.district }}：{{ $value }} 家医院的专线同时中断',
      en: 'District {{ $labels.district }}: the lines to {{ $value }} hospitals are down together',
    },
    description: {
      zh: '同一片区至少 5 家且超过 15% 的医院同时不通，多为运营商线路或汇聚设备故障。各院窗口可按离线流程继续结算；单家医院的专线告警已并入本条。',
      en: 'At least 5 and more than 15 % of the open hospitals of a district are cut off at once, which points at the provider or an aggregation device. Windows go on settling offline; alarms of single lines are part of this one.',
    },
    short: { zh: '片区专线大面积中断', en: 'district line outage' },
    action: { zh: '勿动设备等通知', en: 'touch nothing, wait' },
    affected: '{{ $value }}',
  },
});

const hospitalLine = rule({
  alert: 'HospitalLineDown',
  urgency: 'P1',
  family: 'network',
  scope: 'hospital',
  expr: promql`${hospitalLineDown} == 1`,
  for: line.hospitalFor,
  keep: line.keep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：专线中断，路由器和服务器都不通',
      en: 'Hospital {{ $labels.hospital }}: line down, neither router nor servers answer',
    },
    description: {
      zh: '医院的路由器和全部服务器都不应答。多为专线、光猫、路由器或全院停电。窗口可按离线流程继续结算，恢复后自动补传；监控在恢复前看不到该院。未探测路由器的单机医院也可能是服务器停机。',
      en: 'The router and every server of the hospital are silent: line, modem, router or power of the whole site. Windows go on settling offline and upload later; until then the hospital cannot be observed. Where the router is not probed and there is one server, it may be the server.',
    },
    short: { zh: '医院专线中断', en: 'hospital line down' },
    action: { zh: '重启光猫后报修运营商', en: 'restart modem, call provider' },
  },
});

export const networkAlerts: readonly AlertRule[] = [cityLine, districtLine, hospitalLine];
