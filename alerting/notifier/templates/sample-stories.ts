import { type Incident, type Member, untaken } from '../incidents/incident.ts';
import type { Announcement } from '../incidents/step.ts';
import type { Story } from './story.ts';

const morning = Date.parse('2026-05-13T09:12:00+08:00');
const minute = 60_000;

const line: Member = {
  fingerprint: 'a1',
  alertname: 'HospitalLineDown',
  priority: 'P1',
  scope: 'hospital',
  family: 'network',
  startsAt: morning,
  endedAt: null,
  round: 0,
  labels: { alertname: 'HospitalLineDown', district: '110105', hospital: '99010001', level: '3' },
  annotations: {
    summary: 'Hospital 99010001: line down, neither router nor servers answer',
    summary_zh: '医院 99010001：专线中断，路由器和服务器都不通',
    description:
      'The router and every server of the hospital are silent: line, modem, router or power of the whole site. Windows go on settling offline and upload later.',
    description_zh:
      '医院的路由器和全部服务器都不应答，多为专线、光猫、路由器或全院停电。窗口可按离线流程继续结算，恢复后自动补传。',
    short_zh: '医院专线中断',
    short_en: 'hospital line down',
    action_zh: '重启光猫后报修运营商',
    action_en: 'restart modem, call provider',
    runbook_url: 'https://docs.example.invalid/runbooks/HospitalLineDown',
  },
};

const host = (n: number): Member => ({
  ...line,
  fingerprint: `h${n}`,
  alertname: 'HostDown',
  priority: 'P2',
  scope: 'server',
  family: 'host',
  startsAt: morning + n * minute,
  labels: { ...line.labels, alertname: 'HostDown', server: `99010001-${n % 2 === 0 ? 'a' : 'b'}` },
  annotations: { short_zh: '服务器停机', short_en: 'server down' },
});

const hospitalIncident: Incident = {
  id: 4821,
  ticket: 'A4821',
  class: 'availability',
  place: { kind: 'hospital', code: '99010001' },
  district: '110105',
  phase: 'open',
  round: 0,
  priority: 'P1',
  toldPriority: 'P1',
  told: [],
  openedAt: morning,
  resolvedAt: null,
  closedAt: null,
  explainedBy: null,
  releaseAt: null,
  ...untaken,
  members: [line, host(2), host(3)],
};

const district: Member = {
  ...line,
  fingerprint: 'd1',
  alertname: 'DistrictLineDown',
  scope: 'district',
  labels: { alertname: 'DistrictLineDown', district: '110105' },
  annotations: {
    ...line.annotations,
    summary: 'District 110105: the lines to 23 hospitals are down together',
    summary_zh: '片区 110105：23 家医院的专线同时中断',
    description_zh:
      '同一片区至少 5 家且超过 15% 的医院同时不通，多为运营商线路或汇聚设备故障。各院窗口可按离线流程继续结算；单家医院的专线告警已并入本条。',
    short_zh: '片区专线大面积中断',
    short_en: 'district line outage',
    action_zh: '勿动设备等通知',
    action_en: 'touch nothing, wait',
    affected: '23',
  },
};

const manyMembers = Array.from({ length: 26 }, (_, at) => ({
  ...line,
  fingerprint: `m${at}`,
  startsAt: morning + at * minute,
  labels: { ...line.labels, hospital: `990100${String(at + 1).padStart(2, '0')}` },
}));

function storyOf(announcement: Announcement, at: number): Story {
  return {
    announcement,
    at,
    names: {
      districts: { '110105': '朝阳区' },
      hospitals: {
        '99010001': {
          name: '示例第一人民医院（东院区）',
          shortName: '示例一院',
          district: '110105',
          level: '3',
        },
      },
    },
    timeZone: 'Asia/Shanghai',
    consoleUrl: 'http://127.0.0.1:8440',
    signature: '【医保运维】',
  };
}

/** Stories whose mails are kept as golden files, and whose pictures a person looks at. */
export const sampleStories: Readonly<Record<string, Story>> = {
  alarm: storyOf({ kind: 'opened', incident: hospitalIncident }, morning + 5 * minute),
  recovery: storyOf(
    {
      kind: 'resolved',
      incident: {
        ...hospitalIncident,
        phase: 'resolved',
        resolvedAt: morning + 38 * minute,
        members: hospitalIncident.members.map((member) => ({
          ...member,
          endedAt: morning + 37 * minute,
        })),
      },
    },
    morning + 38 * minute,
  ),
  area: storyOf(
    {
      kind: 'opened',
      incident: {
        ...hospitalIncident,
        place: { kind: 'district', code: '110105' },
        members: [district, ...manyMembers],
      },
    },
    morning + minute,
  ),
  hostile: storyOf(
    {
      kind: 'opened',
      incident: {
        ...hospitalIncident,
        priority: 'P2',
        members: [
          {
            ...line,
            priority: 'P2',
            annotations: {
              short_zh: '<img src=x onerror=alert(1)>',
              summary_zh: '"><script>alert(1)</script>',
              runbook_url: 'javascript:alert(1)',
            },
          },
        ],
      },
    },
    morning,
  ),
};
