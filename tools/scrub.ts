/**
 * Takes out of a recording everything by which a machine, its network or its people could be known:
 * host names, serial numbers, hardware and network addresses, names of mounts. The same secret gets
 * the same stand-in throughout one recording.
 */
export class Scrubber {
  readonly #hostname: RegExp;
  readonly #secrets = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  constructor(hostname: string) {
    const escaped = hostname.replace(/\W/g, '\\$&');
    this.#hostname = escaped === '' ? /(?!)/ : new RegExp(`\\b${escaped}\\b`, 'g');
  }

  /** The content of a recorded file without what must not leave the machine. */
  file(path: string, content: string): string {
    const specific = special.find(([pattern]) => pattern.test(path))?.[1];
    return this.text(specific === undefined ? content : specific(content, this));
  }

  /** Any other text: names of folders, targets of links. */
  text(text: string): string {
    let clean = text.replace(hardwareAddress, (found) => this.#hardware(found));
    clean = clean.replace(ipv4, (found) => this.#ipv4(found));
    clean = clean.replace(this.#hostname, 'host');
    for (const [secret, standIn] of this.#secrets) clean = clean.replaceAll(secret, standIn);
    return clean;
  }

  /** A mount point that is not one of the usual names, or a device that is none of /dev. */
  mount(name: string): string {
    const isUsual =
      /^(\/|none|\/dev\/[a-z][\w-]*|\/(boot|home|opt|srv|tmp|usr|var|data|backup|run|proc|sys|dev)(\/(efi|lib|log|lock|shm|pts|fs|kernel|user|tmp|docker|mqueue|hugepages|config|debug|security|tracing|cgroup|bpf|pstore|[a-z]+))*|[a-z0-9_]+fs|proc|devpts|devtmpfs|cgroup2?|mqueue|udev|overlay|bpf|systemd-1)$/;
    return isUsual.test(name)
      ? name
      : this.#standIn(name, 'mount', (count) => `${name.startsWith('/') ? '/' : ''}mount${count}`);
  }

  /** A serial number, a world-wide name, a model with a personal touch. */
  serial(value: string): string {
    return value === '' ? value : this.#standIn(value, 'serial', (count) => `SERIAL${count}`);
  }

  #hardware(address: string): string {
    if (/^(00|ff)([:-]\1)+$/i.test(address)) return address;
    return this.#standIn(address, 'hardware', (count) => `02:00:00:00:00:${hex2(count)}`);
  }

  #ipv4(address: string): string {
    const parts = address.split('.').map(Number);
    if (parts.some((part) => part > 255) || parts[0] === 127 || parts[0] === 0) return address;
    if (address === '255.255.255.255' || address.startsWith('255.255.')) return address;
    return this.#standIn(address, 'ipv4', (count) => `192.0.2.${count}`);
  }

  #standIn(secret: string, kind: string, make: (count: number) => string): string {
    const known = this.#secrets.get(secret);
    if (known !== undefined) return known;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    const standIn = make(count);
    this.#secrets.set(secret, standIn);
    return standIn;
  }
}

type Special = readonly [path: RegExp, clean: (content: string, scrubber: Scrubber) => string];

const hardwareAddress = /\b[0-9a-f]{2}(:[0-9a-f]{2}){5}\b/gi;
const ipv4 = /\b\d{1,3}(\.\d{1,3}){3}\b/g;

const special: readonly Special[] = [
  [/\/mountinfo$/, (content, scrubber) => eachLine(content, (line) => cleanMount(line, scrubber))],
  [/\/proc\/net\/(tcp|udp)6?$/, cleanSockets],
  [
    /\/run\/udev\/data\//,
    (content, scrubber) => eachLine(content, (line) => cleanUdev(line, scrubber)),
  ],
  [/\/ifalias$/, () => '\n'],
  [/\/(serial|wwid|wwn|uuid)$/, (content, scrubber) => scrubber.serial(content.trim())],
  [/\/domainname$/, () => '(none)\n'],
];

function cleanMount(line: string, scrubber: Scrubber): string {
  const [place = '', source = ''] = line.split(' - ');
  const before = place.split(' ');
  const after = source.split(' ');
  const clean = (parts: string[], index: number): void => {
    const part = parts[index];
    if (part !== undefined) parts[index] = scrubber.mount(part);
  };
  clean(before, 3);
  clean(before, 4);
  clean(after, 1);
  // Options of overlays and network mounts name folders, servers and users.
  after[2] = (after[2] ?? '')
    .split(',')
    .filter((option) => !/[/=]/.test(option))
    .join(',');
  return `${before.join(' ')} - ${after.join(' ')}`;
}

/** Only what collectors read stays; serial numbers get stand-ins. */
function cleanUdev(line: string, scrubber: Scrubber): string {
  const [, key = '', value = ''] = /^E:(\w+)=(.*)$/.exec(line) ?? [];
  if (/^(ID_MODEL|ID_REVISION|ID_PATH)$/.test(key)) return line;
  return /SERIAL|WWN/.test(key) ? `E:${key}=${scrubber.serial(value)}` : '';
}

function eachLine(content: string, clean: (line: string) => string): string {
  const lines = content.split('\n').filter((line) => line !== '');
  return lines
    .map(clean)
    .filter((line) => line !== '')
    .map((line) => `${line}\n`)
    .join('');
}

/** Addresses, ports, users and inodes become zeros; forty sockets are enough for a test. */
function cleanSockets(content: string): string {
  const lines = content.split('\n').slice(0, 41);
  return lines
    .map((line) =>
      line
        .replace(/\b[0-9A-F]{8,32}:[0-9A-F]{4}\b/g, zeros)
        .replace(/^((?:\s*\S+){7}).*$/, '$1 0 0 0'),
    )
    .map((line, index) => (index === 0 ? (content.split('\n')[0] ?? '') : line))
    .filter((line) => line !== '')
    .map((line) => `${line}\n`)
    .join('');
}

function zeros(found: string): string {
  return found.replace(/[0-9A-F]/g, '0');
}

function hex2(count: number): string {
  return (count % 256).toString(16).padStart(2, '0');
}
