import { promql } from '../../catalog/promql.ts';
import { cardReaderUp, cardReadFailures } from '../../catalog/settlement.ts';
import { by, fromAgents } from '../agents.ts';
import { whileOpen } from '../calendar.ts';
import { cards } from '../config.ts';
import { type AlertRule, rule } from '../rule.ts';

const common = { family: 'app', scope: 'part' } as const;
const readers = fromAgents(cardReaderUp);

const one = rule({
  alert: 'CardReaderDown',
  ...common,
  part: { label: 'reader' },
  urgency: 'P3',
  expr: whileOpen(promql`group by (${by.server}, reader) (${readers} == 0)`),
  for: cards.readerFor,
  keep: cards.keep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.reader }} 号窗口读卡器异常',
      en: 'Hospital {{ $labels.hospital }}: the card reader of window {{ $labels.reader }} does not answer',
    },
    description: {
      zh: '一个窗口读不了实体卡，其他窗口正常，扫医保电子凭证不受影响。',
      en: 'One window cannot read cards; other windows work, and so does scanning the electronic voucher.',
    },
    short: { zh: '读卡器异常', en: 'card reader down' },
    action: { zh: '拔插USB线或改扫码', en: 'replug USB or scan code' },
  },
});

const all = rule({
  alert: 'AllCardReadersDown',
  ...common,
  part: { word: 'readers' },
  urgency: 'P2',
  expr: whileOpen(promql`max by (${by.server}) (${readers}) == 0`),
  for: cards.readerFor,
  keep: cards.keep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 的全部读卡器异常',
      en: 'Hospital {{ $labels.hospital }}: no card reader of {{ $labels.server }} answers',
    },
    description: {
      zh: '所有窗口都读不了实体卡，多为读卡服务、驱动或杀毒软件的问题。扫医保电子凭证仍可结算。',
      en: 'No window can read cards: usually the card service, a driver or the anti-virus. The electronic voucher can still be scanned.',
    },
    short: { zh: '全部读卡器异常', en: 'all card readers down' },
    action: { zh: '改用扫码并打热线', en: 'scan codes, call' },
  },
});

const psam = rule({
  alert: 'PsamFault',
  ...common,
  part: { word: 'psam' },
  urgency: 'P3',
  expr: promql`
    max by (${by.server}) (
      increase(${fromAgents(cardReadFailures, { kind: 'psam' })}[${cards.psamWindow}])
      > ${cards.psamFailures}
    )`,
  for: cards.psamFor,
  keep: cards.keep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：PSAM 卡异常，15 分钟失败 {{ $value | humanize }} 次',
      en: 'Hospital {{ $labels.hospital }}: {{ $value | humanize }} PSAM failures in 15 minutes',
    },
    description: {
      zh: '一个窗口的 PSAM 安全模块认证失败，该窗口读卡会失败。其他窗口和扫码正常。PSAM 卡只能由工程师更换。',
      en: 'The security module of a window fails to authenticate, so reading cards fails there. Other windows and codes work. Only an engineer may change the module.',
    },
    short: { zh: 'PSAM卡异常', en: 'PSAM card faulty' },
    action: { zh: '换窗口勿自行拆卡', en: 'use another window' },
  },
});

export const cardAlerts: readonly AlertRule[] = [one, all, psam];
