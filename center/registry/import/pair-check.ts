import type { Server } from '../registry.ts';
import { mistakeAt, type Sourced, type Subject } from './subject.ts';
import type { Mistake } from './table.ts';

const allowed = 'one single, or one primary and one standby';
const goodRoles: ReadonlySet<string> = new Set(['single', 'primary + standby']);

/** Both servers of a pair, or one alone; judged over the registry with the files laid over it. */
export function* checkPairs(subject: Subject): Generator<Mistake> {
  const merged = new Map(subject.stored.servers);
  for (const { value } of subject.rows.servers) merged.set(value.id, value);
  const byHospital = Map.groupBy(merged.values(), ({ hospital }) => hospital);

  for (const [hospital, row] of touchedHospitals(subject)) {
    const servers = byHospital.get(hospital) ?? [];
    if (servers.length === 0 || goodRoles.has(rolesOf(servers))) continue;
    const seen = servers.map(({ id, role }) => `${id} ${role}`).join(', ');
    yield mistakeAt(row, { column: 'role', seen }, `for one hospital ${allowed}`);
  }
}

/** Hospitals that gain, lose or change a server, each with a row that does it; those with an unreadable row are left out. */
function touchedHospitals({ rows, known, leaving }: Subject): Map<string, Sourced<unknown>> {
  const touched = new Map<string, Sourced<unknown>>();
  for (const id of leaving.servers) {
    const hospital = known.servers.get(id)?.hospital;
    if (hospital !== undefined) touched.set(hospital, { value: id, file: 'retirement', line: 0 });
  }
  for (const row of rows.servers.toReversed()) {
    const before = known.servers.get(row.value.id);
    if (before !== undefined) touched.set(before.hospital, row);
    touched.set(row.value.hospital, row);
  }
  for (const { kind, cells } of rows.spoiled) {
    if (kind === 'servers') touched.delete(cells.hospital ?? '');
  }
  return touched;
}

function rolesOf(servers: readonly Server[]): string {
  return servers
    .map(({ role }) => role)
    .sort()
    .join(' + ');
}
