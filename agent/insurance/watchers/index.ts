import { backups } from './backups.ts';
import { cardReaders } from './card-readers.ts';
import { certificates } from './certificates.ts';
import { checksums } from './checksums.ts';
import { clock } from './clock.ts';
import { components } from './components.ts';
import { datasets } from './datasets.ts';
import { line } from './line.ts';
import { pair } from './pair.ts';
import { signIn } from './sign-in.ts';
import { sizes } from './sizes.ts';
import { spool } from './spool.ts';
import type { Watcher } from './watcher.ts';

/** Every watcher; one line each. */
export const watchers: readonly Watcher[] = [
  spool,
  datasets,
  components,
  line,
  signIn,
  certificates,
  cardReaders,
  clock,
  pair,
  backups,
  checksums,
  sizes,
];
