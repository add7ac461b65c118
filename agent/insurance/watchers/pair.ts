import type { PairState } from '../../../catalog/labels.ts';
import { pairStates } from '../../../catalog/labels.ts';
import { pairActive, pairReplicationLag, pairState } from '../../../catalog/settlement.ts';
import { type Sample, sample } from '../../sources/sample.ts';
import { connectSeconds, fetchSmall } from '../ask.ts';
import type { PairSettings } from '../settings.ts';
import type { Watcher } from './watcher.ts';

const answerMs = 3000;

/** What the ha_agent of a server says; `GET /ha`. */
export interface PairView {
  readonly isActive: boolean;
  readonly lagSeconds: number | undefined;
  readonly versions: Readonly<Record<string, string>>;
}

/** Which of the two servers serves, as both of them and the windows' own address see it. */
export const pair: Watcher = {
  name: 'pair',
  metrics: [pairState, pairActive, pairReplicationLag],
  start({ settings: { pair: settings } }) {
    if (settings === undefined) return undefined;
    return {
      name: 'insurance_pair',
      everyMs: settings.interval,
      timeoutMs: 3 * answerMs,
      run: (signal) => look(settings, signal),
    };
  },
};

async function look(settings: PairSettings, signal: AbortSignal): Promise<readonly Sample[]> {
  const [own, peer, isServed] = await Promise.all([
    viewOf(settings.own, signal),
    viewOf(settings.peer, signal),
    settings.service === undefined
      ? undefined
      : connectSeconds(settings.service, answerMs, signal).then((seconds) => seconds !== undefined),
  ]);
  const state = judgePair({
    role: settings.role,
    own,
    peer,
    isServed,
    staleAfterMs: settings.staleAfter,
  });
  const lag = standbyLag(own, peer);
  return [
    ...(state === undefined
      ? []
      : pairStates.map((each) => sample(pairState, each === state ? 1 : 0, each))),
    ...(own === undefined ? [] : [sample(pairActive, own.isActive ? 1 : 0)]),
    ...(lag === undefined ? [] : [sample(pairReplicationLag, lag)]),
  ];
}

interface Seen {
  /** Nominal role of this server. */
  readonly role: 'primary' | 'standby';
  readonly own: PairView | undefined;
  readonly peer: PairView | undefined;
  /** Whether the address of the windows answers; undefined when there is none. */
  readonly isServed: boolean | undefined;
  readonly staleAfterMs: number;
}

/**
 * Undefined while this server's own ha_agent is silent: then nothing is known. A silent peer is not known to serve, so a
 * passive server says no_active unless the windows' address answers.
 */
export function judgePair({
  role,
  own,
  peer,
  isServed,
  staleAfterMs,
}: Seen): PairState | undefined {
  if (own === undefined) return undefined;
  if (peer === undefined) return judgeAlone(role, own.isActive, isServed);
  if (own.isActive && peer.isActive) return 'split_brain';
  if (!own.isActive && !peer.isActive) return 'no_active';
  const primaryServes = (role === 'primary') === own.isActive;
  if (!primaryServes) return 'failed_over';
  const isBehind = (standbyLag(own, peer) ?? 0) * 1000 > staleAfterMs;
  return isBehind || haveDrifted(own.versions, peer.versions) ? 'standby_stale' : 'ok';
}

function judgeAlone(
  role: Seen['role'],
  isActive: boolean,
  isServed: boolean | undefined,
): PairState {
  if (isActive) return role === 'primary' ? 'standby_stale' : 'failed_over';
  return isServed === true ? 'standby_stale' : 'no_active';
}

/** Some systems tell it on the standby, some on the server that serves. */
function standbyLag(own: PairView | undefined, peer: PairView | undefined): number | undefined {
  const told = [own?.lagSeconds, peer?.lagSeconds].filter((lag) => lag !== undefined);
  return told.length === 0 ? undefined : Math.max(...told);
}

function haveDrifted(own: PairView['versions'], peer: PairView['versions']): boolean {
  return Object.keys(own).some((name) => peer[name] !== undefined && peer[name] !== own[name]);
}

async function viewOf(url: string, signal: AbortSignal): Promise<PairView | undefined> {
  const page = await fetchSmall(url, answerMs, signal);
  return page?.status === 200 ? parseView(page.text) : undefined;
}

/** Undefined for anything that does not say whether it is active. */
export function parseView(text: string): PairView | undefined {
  let said: Partial<Record<string, unknown>> | null;
  try {
    said = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof said?.active !== 'boolean') return undefined;
  const lag = said.replicationLagSeconds;
  const versions = typeof said.versions === 'object' && said.versions !== null ? said.versions : {};
  return {
    isActive: said.active,
    lagSeconds: typeof lag === 'number' && Number.isFinite(lag) && lag >= 0 ? lag : undefined,
    versions: Object.fromEntries(
      Object.entries(versions).filter(([, version]) => typeof version === 'string'),
    ),
  };
}
