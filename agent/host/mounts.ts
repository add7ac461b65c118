/** One mount of /proc/PID/mountinfo. */
export interface Mount {
  readonly device: string;
  readonly fstype: string;
  readonly mountpoint: string;
  readonly isReadOnly: boolean;
}

/**
 * Reads mountinfo, see proc_pid_mountinfo(5):
 * `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue`.
 * Throws on a line without its ` - `.
 */
export function parseMounts(text: string): readonly Mount[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map(parseMount);
}

function parseMount(line: string): Mount {
  const [place = '', source] = line.split(' - ');
  const [, , , , mountpoint, options = ''] = place.split(' ');
  const [fstype = '', device = '', superOptions = ''] = source?.split(' ') ?? [];
  if (mountpoint === undefined || source === undefined) {
    throw new Error(`mountinfo: expected a mount, got ${JSON.stringify(line.slice(0, 120))}`);
  }
  return {
    device: unescapeOctal(device),
    fstype,
    mountpoint: unescapeOctal(mountpoint),
    isReadOnly: hasReadOnly(options) || hasReadOnly(superOptions),
  };
}

/** The kernel remounts a broken ext4 with emergency_ro since 6.9. */
function hasReadOnly(options: string): boolean {
  return options.split(',').some((option) => option === 'ro' || option === 'emergency_ro');
}

/** Blank, tab, newline and backslash stand as octal numbers. */
function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}
