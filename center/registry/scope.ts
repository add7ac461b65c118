import { type Expression, type SqlBool, sql } from 'kysely';
import type { Scope } from '../users/account.ts';

/** Rows of `hospital` that the person may see. */
export function inScope(scope: Scope): Expression<SqlBool> {
  switch (scope.kind) {
    case 'city':
      return sql<boolean>`true`;
    case 'districts':
      return sql<boolean>`hospital.district = ANY (${[...scope.districts]})`;
    case 'hospital':
      return sql<boolean>`hospital.code = ${scope.hospital}`;
    default:
      return scope satisfies never;
  }
}

/** A question and who asks. */
export type Scoped<Query> = Query & { readonly scope: Scope };
