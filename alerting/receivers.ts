import type { AlertingSettings, BypassMail } from './settings.ts';

/** A batch above this is cut, and the notifier asks Alertmanager for all of it. */
const maxAlerts = 2000;

const bypassText = `{{ range .Alerts }}[{{ .Status }}] {{ .Labels.alertname }}
{{ .Annotations.summary_zh }}
{{ .Annotations.summary }}
{{ .Annotations.runbook_url }}
{{ end }}`;

/** Receivers of the routes, under the names that routes.ts uses. */
export function receivers({ notifierUrl, mail }: AlertingSettings): readonly object[] {
  return [
    { name: 'notifier', webhook_configs: [webhook(`${notifierUrl}/am`)] },
    { name: 'notifier-digest', webhook_configs: [webhook(`${notifierUrl}/am?class=digest`)] },
    {
      name: 'deadman',
      webhook_configs: [{ ...webhook(`${notifierUrl}/watchdog`), send_resolved: false }],
    },
    { name: 'bypass-mail', email_configs: [bypassMail(mail)] },
  ];
}

function webhook(url: string): object {
  return { url, send_resolved: true, max_alerts: maxAlerts };
}

// Each address gets a mail of its own: one refused recipient would fail the mail of all.
function bypassMail(mail: BypassMail): object {
  return {
    to: mail.to,
    from: mail.from,
    smarthost: mail.smarthost,
    require_tls: mail.requireTls,
    ...(mail.login === undefined
      ? {}
      : { auth_username: mail.login.user, auth_password_file: mail.login.passwordFile }),
    send_resolved: true,
    headers: { Subject: '[P1] 报警通道故障 {{ .CommonLabels.alertname }} ({{ .Status }})' },
    text: bypassText,
    html: '',
  };
}
