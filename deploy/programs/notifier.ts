import { databaseUrl } from '../postgres/server.ts';
import { scaleDuration } from '../prometheus/scaled-rules.ts';
import type { Program } from '../supervisor/program.ts';
import { secretFile } from '../system/secrets.ts';
import { ourProgram } from './our-program.ts';
import { addressOf, type Stack, urlOf, writeConfig } from './stack.ts';

/** Takes alarms from Alertmanager and tells people; in the demonstration, one person by mail and SMS. */
export function notifier(stack: Stack): Program {
  return ourProgram(stack, {
    ...{ name: 'notifier', bundle: 'alerting/notifier/main.js' },
    arguments: ['--config', notifierConfig(stack)],
    checksUrl: urlOf(stack, 'notifier'),
  });
}

function notifierConfig(stack: Stack): string {
  const { place, cluster, settings } = stack;
  const wait = (text: string) => scaleDuration(text, settings.timeScale);
  return writeConfig(stack, 'notifier.yml', {
    listen: addressOf(stack, 'notifier'),
    dataFolder: place.home('notifier'),
    database: databaseUrl(cluster.socketFolder, 'notifier'),
    links: {
      console: urlOf(stack, 'console'),
      names: `${urlOf(stack, 'operations')}/api/v1/names`,
      alertmanager: urlOf(stack, 'alertmanager'),
      prometheus: urlOf(stack, 'prometheus'),
      compareEvery: wait('1m'),
    },
    incidents: {
      ...{ reopenWithin: wait('30m'), grace: wait('5m') },
      ...{ holdPerRound: wait('5m'), bundleWithin: wait('2m') },
    },
    watchdog: { missingAfter: wait('3m') },
    digest: { to: ['duty'] },
    smsLimits: [
      { count: 1, within: wait('1m') },
      { count: 5, within: wait('15m') },
    ],
    channels: [
      {
        ...{ kind: 'smtp', name: 'mail', server: addressOf(stack, 'smtp'), tls: 'none' },
        from: { name: '医保瞭望', address: 'yibao-watch@yibao.invalid' },
      },
      {
        ...{ kind: 'sms-http', name: 'sms', url: `${urlOf(stack, 'sms')}/sms` },
        tokenFile: secretFile(place, 'sms-token'),
      },
    ],
    people: {
      'duty-1': {
        ...{ name: '值班工程师', language: 'both' },
        ...{ email: 'duty-1@yibao.invalid', mobile: '13800000001' },
      },
    },
    teams: { duty: ['duty-1'] },
    onDuty: ['duty'],
    calls: {
      P1: {
        steps: [
          { after: '0s', who: ['duty'], by: ['sms', 'mail'] },
          { after: '5m', who: ['duty'], by: ['sms'] },
        ],
      },
    },
  });
}
