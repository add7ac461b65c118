/** Files of a Debian package's control archive (deb-control(5), debian-policy). */
export interface Control {
  readonly version: string;
  readonly architecture: 'amd64' | 'arm64';
  readonly installedKilobytes: number;
}

export function controlFiles({ version, architecture, installedKilobytes }: Control) {
  return {
    control: `Package: yibao-agent
Version: ${version}
Section: net
Priority: optional
Architecture: ${architecture}
Installed-Size: ${installedKilobytes}
Depends: libc6 (>= 2.28), libstdc++6
Recommends: iputils-ping
Maintainer: yibao-watch maintainers <maintainers@yibao.invalid>
Description: agent of yibao-watch
 Exposes metrics of the host and of the medical-insurance application on it,
 with the names of node_exporter. Carries its own Node runtime.
`,
    conffiles: '/etc/yibao-agent/agent.yml\n',
    postinst: `#!/bin/sh
set -e
if [ "$1" = configure ]; then
  if ! getent passwd yibao-agent >/dev/null; then
    useradd --system --user-group --no-create-home --home-dir /var/lib/yibao-agent --shell /usr/sbin/nologin yibao-agent
  fi
  chgrp yibao-agent /etc/yibao-agent /etc/yibao-agent/agent.yml
  /usr/lib/yibao-agent/node /usr/lib/yibao-agent/agent.js check-config /etc/yibao-agent/agent.yml ||
    echo "yibao-agent: mend /etc/yibao-agent/agent.yml, then: systemctl restart yibao-agent" >&2
  if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    systemctl enable --now yibao-agent.service
    systemctl try-restart yibao-agent.service
  fi
fi
`,
    prerm: `#!/bin/sh
set -e
if [ "$1" = remove ] && [ -d /run/systemd/system ]; then
  systemctl disable --now yibao-agent.service
fi
`,
    postrm: `#!/bin/sh
set -e
if [ "$1" = purge ]; then
  rm -rf /var/lib/yibao-agent
fi
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload
fi
`,
  } as const;
}
