import { renderAlertmanager } from '../../alerting/render.ts';
import { defaultSettings } from '../../alerting/settings.ts';
import { httpChecks, type Program } from '../supervisor/program.ts';
import { requireProgram } from '../system/commands.ts';
import { addressOf, environment, type Stack, urlOf, writeConfig } from './stack.ts';

/** Groups and routes alerts to the notifier. Debian calls the program prometheus-alertmanager. */
export function alertmanager(stack: Stack): Program {
  const home = stack.place.home('alertmanager');
  const config = writeConfig(
    stack,
    'alertmanager.yml',
    renderAlertmanager({
      notifierUrl: urlOf(stack, 'notifier'),
      mail: { ...defaultSettings.mail, smarthost: addressOf(stack, 'smtp') },
      timeScale: stack.settings.timeScale,
    }),
  );
  return {
    name: 'alertmanager',
    command: [
      requireProgram('prometheus-alertmanager', 'alertmanager'),
      `--config.file=${config}`,
      `--storage.path=${home}`,
      `--web.listen-address=${addressOf(stack, 'alertmanager')}`,
      '--cluster.listen-address=', // alone: it would listen on all addresses otherwise
    ],
    cwd: home,
    env: environment(home),
    ...httpChecks(urlOf(stack, 'alertmanager')),
    stopSignal: 'SIGTERM',
    stopWithinMs: 10_000,
    startWithinMs: 30_000,
    address: urlOf(stack, 'alertmanager'),
  };
}
