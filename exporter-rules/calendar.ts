import { hospitalOpen, maintenanceActive } from '../catalog/center.ts';
import { type PromQL, promql } from '../catalog/promql.ts';
import { joinQueries } from './join-queries.ts';

// `unless … == 0` and not `and … == 1`: where the center does not tell, the alarm goes out.

/** Silent while the hospital is closed; where its hours are not known it counts as open. */
export function whileOpen(query: PromQL): PromQL {
  return except(query, promql`unless on (hospital) (${hospitalOpen} == 0)`);
}

/** Silent while announced maintenance covers the hospital. */
export function unlessPlanned(query: PromQL): PromQL {
  return except(query, promql`unless on (hospital) (${maintenanceActive} == 1)`);
}

function except(query: PromQL, condition: PromQL): PromQL {
  return joinQueries([promql`${query}`, condition], '\n');
}
