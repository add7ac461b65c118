import { promql } from '../../catalog/promql.ts';
import { signInTimestamp, signInValid } from '../../catalog/service.ts';
import { pairActive } from '../../catalog/settlement.ts';
import { by, fromAgents } from '../agents.ts';
import { signIn } from '../config.ts';
import { type AlertRule, rule } from '../rule.ts';

const common = { family: 'app', scope: 'part', part: { word: 'sign_in' } } as const;

/** A standby that does not serve needs no sign-in. */
const passive = promql`${fromAgents(pairActive)} == 0`;

const invalid = rule({
  alert: 'SignInInvalid',
  ...common,
  urgency: 'P1',
  expr: promql`
    group by (${by.server}) (${fromAgents(signInValid)} == 0)
    unless on (server)
    ${passive}`,
  for: signIn.invalidFor,
  keep: signIn.keep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 的医保签到失效',
      en: 'Hospital {{ $labels.hospital }}: the bureau refuses the sign-in of {{ $labels.server }}',
    },
    description: {
      zh: '医保中心不接受本机签到，所有结算都会被拒绝。服务器、数据库和专线正常，重新签到一次通常即可恢复。',
      en: 'The bureau does not accept the sign-in, so every settlement is refused. Server, database and line are fine; signing in once more usually cures it.',
    },
    short: { zh: '医保签到失效无法结算', en: 'sign-in invalid' },
    action: { zh: '在收费程序点一次签到', en: 'sign in once' },
  },
});

const old = rule({
  alert: 'SignInOld',
  ...common,
  urgency: 'P3',
  expr: promql`
    time() - max by (${by.server}) (${fromAgents(signInTimestamp)}) > ${signIn.oldAfterSeconds}
    unless on (server)
    ${passive}`,
  for: signIn.oldFor,
  keep: signIn.keep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 上次签到已 {{ $value | humanizeDuration }}',
      en: 'Hospital {{ $labels.hospital }}: {{ $labels.server }} signed in {{ $value | humanizeDuration }} ago',
    },
    description: {
      zh: '签到有效期约 24 小时，到期后所有结算会被拒绝。现在结算正常，请在到期前签退、对账、重新签到。',
      en: 'A sign-in lasts about 24 hours; afterwards every settlement is refused. Settlement works now: sign out, reconcile and sign in before it ends.',
    },
    short: { zh: '医保签到即将到期', en: 'sign-in about to end' },
    action: { zh: '收工前签退再签到', en: 'sign out and in again' },
  },
});

export const signInAlerts: readonly AlertRule[] = [invalid, old];
