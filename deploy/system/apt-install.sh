#!/bin/sh
# apt-install.sh PACKAGE…: installs Debian packages as root without letting their services start,
# now (policy-rc.d says no) or after the next boot (what was not there before is disabled).
set -eu
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

policy=/usr/sbin/policy-rc.d
kept=
refuse='#!/bin/sh
# Written by yibao while it installs packages; removed afterwards.
exit 101'

restore() {
  rm -f "$policy"
  if [ -n "$kept" ]; then mv -f "$kept" "$policy"; fi
}

services_of() { dpkg -L "$@" 2>/dev/null | sed -n 's,^/etc/init\.d/\(.*\)$,\1,p' | sort -u; }

installed() { dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' 2>/dev/null | sed -n 's/^ii  *//p' | sort; }

before=$(mktemp)
installed >"$before"
# A run that was killed has left our own file behind: that one is not worth keeping.
if [ -e "$policy" ] && ! grep -q 'Written by yibao' "$policy"; then
  kept=$policy.before-yibao
  mv -f "$policy" "$kept"
elif [ -e "$policy.before-yibao" ]; then
  kept=$policy.before-yibao
fi
trap 'restore; rm -f "$before"' EXIT
trap 'exit 130' INT TERM HUP
printf '%s\n' "$refuse" >"$policy"
chmod 755 "$policy"

# Without its own cluster: the package would create one, and start it on port 5432 at the next boot.
created=/etc/postgresql-common/createcluster.conf
own_cluster=
if [ ! -e "$created" ] && printf '%s\n' "$@" | grep -q '^postgresql'; then
  mkdir -p /etc/postgresql-common
  printf 'create_main_cluster = false\n' >"$created"
  own_cluster=yes
fi

install() {
  apt-get -o DPkg::Lock::Timeout=120 -o Dpkg::Options::=--force-confold \
    install -y --no-install-recommends "$@"
}
# The lists may be absent (a fresh image) or older than the mirror.
install "$@" || {
  apt-get -o DPkg::Lock::Timeout=120 update
  install "$@"
}

# The packaged text takes the place of ours again.
if [ -n "$own_cluster" ] && [ -e "$created.ucf-dist" ]; then mv -f "$created.ucf-dist" "$created"; fi

new=$(installed | comm -13 "$before" -)
if [ -n "$new" ] && command -v update-rc.d >/dev/null; then
  # shellcheck disable=SC2086 # one word per package is meant
  for service in $(services_of $new); do
    case $service in
    prometheus* | postgresql* | victoria-metrics) update-rc.d "$service" disable ;;
    esac
  done
fi
