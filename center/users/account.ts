import type { Role } from '../../protocol/sign-in.ts';

/** A person who may sign in. One role each, so that the three administrators exclude each other. */
export interface Account {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** Districts of an operator; empty for all others. */
  readonly districts: readonly string[];
  /** The hospital of a hospital viewer. */
  readonly hospital: string | null;
}

/** What of the city a person may see. */
export type Scope =
  | { readonly kind: 'city' }
  | { readonly kind: 'districts'; readonly districts: readonly string[] }
  | { readonly kind: 'hospital'; readonly hospital: string };

export function scopeOf({ role, districts, hospital }: Account): Scope {
  if (role === 'operator') return { kind: 'districts', districts };
  // A viewer without a hospital sees none: the empty code is nobody's.
  if (role === 'hospital_viewer') return { kind: 'hospital', hospital: hospital ?? '' };
  return { kind: 'city' };
}

export function isInScope(
  scope: Scope,
  { code, district }: { code: string; district: string },
): boolean {
  if (scope.kind === 'districts') return scope.districts.includes(district);
  return scope.kind === 'city' || scope.hospital === code;
}

/** What is wrong with a new account; empty when nothing is. */
export function accountFaults({
  login,
  name,
  role,
  districts,
  hospital,
}: Account): readonly string[] {
  const faults: string[] = [];
  if (!/^[a-z][a-z0-9._-]{1,31}$/.test(login)) {
    faults.push('login: expected 2 to 32 of a-z, 0-9, dot, hyphen, underscore, a letter first');
  }
  if (name.trim() === '' || name.length > 64) faults.push('name: expected 1 to 64 characters');
  if (role === 'operator' && districts.length === 0) {
    faults.push('districts: an operator needs one at least');
  }
  if (role !== 'operator' && districts.length > 0) faults.push(`districts: none for ${role}`);
  if ((role === 'hospital_viewer') !== (hospital !== null)) {
    faults.push('hospital: for hospital_viewer, and only there');
  }
  return faults;
}
