import { defaultData, host, type Settings } from '../settings.ts';

/** What people read when everything runs. */
export function welcome({ data, ports, timeScale }: Settings, tookMs: number): string {
  // The other commands find the ports in the data folder; only that one they must be told.
  const yibao = data === defaultData ? './yibao' : `./yibao --data ${data}`;
  const url = (port: number) => `http://${host}:${port}/`;
  const hurry = timeScale === 1 ? '' : ` Rules run ${timeScale} times faster than usual.`;
  return `
Ready after ${(tookMs / 1000).toFixed(1)} s.${hurry}

  console        ${url(ports.console)}
  demo inbox     ${url(ports.inbox)}   the mails and short messages that people would get
  Prometheus     ${url(ports.prometheus)}
  Alertmanager   ${url(ports.alertmanager)}

Try next, in a second terminal:

  ${yibao} simulate cut-line --district 110105   a district loses its line: one alarm, not seven
  ${yibao} simulate heal                         mend it
  ${yibao} simulate --help                       more ways to break things
  ${yibao} status                                what runs, and how it is
  ${yibao} logs center -f                        what a program says

Ctrl-C ends everything; the data stays.
`;
}
