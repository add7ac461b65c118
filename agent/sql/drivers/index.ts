import type { Driver } from '../driver.ts';
import type { databaseKinds } from '../settings.ts';
import { mysql } from './mysql.ts';
import { postgresql } from './postgresql.ts';
import { sqlserver } from './sqlserver.ts';

/** Every kind of database. */
export const drivers: Readonly<Record<(typeof databaseKinds)[number], Driver>> = {
  mysql,
  postgresql,
  sqlserver,
};
