import type { Hospital, Server } from '../registry.ts';
import type { HospitalDraft, ServerDraft } from '../rows.ts';
import type { FullRows, Known, ParsedRows } from './subject.ts';

const usualHospital = {
  nationalCode: '',
  calendar: 'cn',
  lineIsp: '',
  lineMbps: null,
  backupIsp: '',
  backupMbps: null,
} as const satisfies Partial<Hospital>;

const usualServer = {
  owner: '',
  model: '',
  serialNo: '',
  supplier: '',
  purchased: null,
  warrantyUntil: null,
} as const satisfies Partial<Server>;

/** Fills what no column spoke of: from the registry, or with the usual value when the thing is new. */
export function fullRows(rows: ParsedRows, known: Known): FullRows {
  return {
    ...rows,
    hospitals: rows.hospitals.map((row) => ({ ...row, value: hospitalOf(row.value, known) })),
    servers: rows.servers.map((row) => ({ ...row, value: serverOf(row.value, known) })),
  };
}

function hospitalOf(draft: HospitalDraft, { hospitals, retired }: Known): Hospital {
  const { code } = draft;
  const before = hospitals.get(code) ?? retired.hospitals.get(code) ?? usualHospital;
  return {
    ...draft,
    nationalCode: said(draft.nationalCode, before.nationalCode),
    calendar: said(draft.calendar, before.calendar),
    lineIsp: said(draft.lineIsp, before.lineIsp),
    lineMbps: said(draft.lineMbps, before.lineMbps),
    backupIsp: said(draft.backupIsp, before.backupIsp),
    backupMbps: said(draft.backupMbps, before.backupMbps),
  };
}

function serverOf(draft: ServerDraft, { servers, retired }: Known): Server {
  const { id } = draft;
  const before = servers.get(id) ?? retired.servers.get(id) ?? usualServer;
  return {
    ...draft,
    owner: said(draft.owner, before.owner),
    model: said(draft.model, before.model),
    serialNo: said(draft.serialNo, before.serialNo),
    supplier: said(draft.supplier, before.supplier),
    purchased: said(draft.purchased, before.purchased),
    warrantyUntil: said(draft.warrantyUntil, before.warrantyUntil),
  };
}

/** Null is said too: it means nothing. */
function said<T>(value: T | undefined, before: T): T {
  return value === undefined ? before : value;
}
