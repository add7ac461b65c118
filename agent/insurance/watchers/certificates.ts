import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { certificateNotAfter } from '../../../catalog/service.ts';
import { type Sample, sample } from '../../sources/sample.ts';
import type { Watcher, WatcherParts } from './watcher.ts';

type Purpose = 'sm2_sign' | 'tls' | 'ukey';
const maxBytes = 256 * 1024;

/** Until when the certificates of the settlement system are valid; who they belong to is not read. */
export const certificates: Watcher = {
  name: 'certificates',
  metrics: [certificateNotAfter],
  start({ settings: { root, certificates: files, interval }, log }) {
    if (files === false) return undefined;
    return {
      name: 'insurance_certificates',
      everyMs: 4 * interval,
      timeoutMs: 10_000,
      run: async () =>
        Object.entries(files).flatMap(([purpose, file]) =>
          read(purpose as Purpose, join(root, file), log),
        ),
    };
  },
};

function read(purpose: Purpose, path: string, log: WatcherParts['log']): readonly Sample[] {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return [];
  const end = size > maxBytes ? Number.NaN : endOf(path);
  if (Number.isFinite(end)) return [sample(certificateNotAfter, end / 1000, purpose)];
  log.warn('certificate cannot be read', { path, expected: 'X.509 as PEM or DER' });
  return [];
}

/** Milliseconds since 1970; NaN for what is no certificate. */
function endOf(path: string): number {
  try {
    return Date.parse(new X509Certificate(readFileSync(path)).validTo);
  } catch {
    return Number.NaN;
  }
}
