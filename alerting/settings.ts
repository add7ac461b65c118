/** What an installation decides about Alertmanager; all else is the same everywhere. */
export interface AlertingSettings {
  /** Where the notifier listens, without a path: `http://127.0.0.1:9380`. */
  readonly notifierUrl: string;
  readonly mail: BypassMail;
  /** Everything that waits is divided by this; for tests and hurried demonstrations. */
  readonly timeScale: number;
}

/** Road of last resort: alerts about the notifier itself leave by Alertmanager's own mail. */
export interface BypassMail {
  /** Relay, `host:port`. */
  readonly smarthost: string;
  readonly from: string;
  readonly to: string;
  /** Refuse a relay without STARTTLS; off only for a relay on the own machine. */
  readonly requireTls: boolean;
  readonly login?: { readonly user: string; readonly passwordFile: string };
}

/** The stack of one machine, as `./yibao up` starts it. */
export const defaultSettings: AlertingSettings = {
  notifierUrl: 'http://127.0.0.1:9380',
  mail: {
    smarthost: '127.0.0.1:2525',
    from: 'alertmanager@yibao.invalid',
    to: 'duty@yibao.invalid',
    requireTls: false,
  },
  timeScale: 1,
};
