import type { Component } from '../../../catalog/labels.ts';

/** The components of a front-end server that the application plays, by the number of their port. */
export const playedComponents = [
  'db',
  'settle_core',
  'card_service',
  'uploader',
  'downloader',
  'signer',
  'web_console',
  'ha_agent',
] as const satisfies readonly Component[];
export type Played = (typeof playedComponents)[number];

/** Versions as they stand in app/<component>/VERSION. */
export const firstVersions: Readonly<Record<Played, string>> = {
  db: '15.8',
  settle_core: '5.2.1',
  card_service: '3.1.0',
  uploader: '2.4.0',
  downloader: '2.4.0',
  signer: '1.7.2',
  web_console: '5.2.1',
  ha_agent: '1.3.0',
};

/** The interface version that goes with them; the bureau asks for it. */
export const firstInterfaceVersion = 'V2.003';
