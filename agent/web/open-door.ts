import { loadWebConfig, WebConfig } from './web-config.ts';

interface Door {
  readonly host: string;
  /** Lets plain HTTP leave the machine. */
  readonly insecure?: boolean | undefined;
}

/** No file means plain HTTP without users. */
export function readWebConfig(file: string | undefined): WebConfig {
  return file === undefined ? WebConfig.parse({}) : loadWebConfig(file);
}

/** Metrics show what a network looks like inside, so they do not leave the machine in the open. */
export function refuseOpenDoor({ host, insecure }: Door, config: WebConfig): void {
  if (insecure === true || isLoopback(host) || isGuarded(config)) return;
  throw new Error(
    `web.listen: ${host} is not loopback and web.configFile asks for no TLS with client certificates or users; ` +
      'write one, or set web.insecure: true and know that everybody may read',
  );
}

export function isGuarded({ basic_auth_users, tls_server_config: tls }: WebConfig): boolean {
  const hasUsers = Object.keys(basic_auth_users).length > 0;
  const hasClients = tls?.client_auth_type === 'RequireAndVerifyClientCert';
  return tls !== undefined && (hasUsers || hasClients);
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
