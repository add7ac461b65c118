import type { Family } from '../page.ts';
import type { Shape } from '../shape.ts';
import { agent } from './agent.ts';
import { host } from './host.ts';
import { localDatabase } from './local-database.ts';
import { network } from './network.ts';
import { nightly } from './nightly.ts';
import { pair } from './pair.ts';
import { service } from './service.ts';
import { storage } from './storage.ts';
import { transactions } from './transactions.ts';
import { uploads } from './upload.ts';

/** All lines of a server of this shape, in the order of the page. */
export function pageOf(shape: Shape): readonly Family[] {
  return [
    ...host(shape),
    ...storage(shape),
    ...network(),
    ...transactions(shape),
    ...uploads(),
    ...nightly(),
    ...service(shape),
    ...localDatabase(shape),
    ...(shape.isPaired ? pair() : []),
    ...agent(),
  ];
}
