import { join } from 'node:path';
import { signInTimestamp, signInValid } from '../../../catalog/service.ts';
import { sample } from '../../sources/sample.ts';
import { readObject, timeOf } from '../small-file.ts';
import type { Watcher } from './watcher.ts';

/** Whether the center accepts the sign-in, by what the settlement system has written down. */
export const signIn: Watcher = {
  name: 'sign_in',
  metrics: [signInValid, signInTimestamp],
  start({ settings: { root, signIn: file, interval }, clock }) {
    if (file === false) return undefined;
    const path = join(root, file);
    return {
      name: 'insurance_sign_in',
      everyMs: interval,
      timeoutMs: 5000,
      run: async () => {
        const said = readObject(path);
        if (said === undefined) return [];
        if (typeof said.valid !== 'boolean')
          throw new Error(`${path}: valid: expected true or false`);
        const isOver = (timeOf(said.validUntil) ?? Number.POSITIVE_INFINITY) <= clock.now();
        const at = timeOf(said.signedInAt);
        return [
          sample(signInValid, said.valid && !isOver ? 1 : 0),
          ...(at === undefined ? [] : [sample(signInTimestamp, at / 1000)]),
        ];
      },
    };
  },
};
