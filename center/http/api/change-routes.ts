import type { Kysely } from 'kysely';
import {
  ChangeQuery,
  ImportOutcome,
  ImportRequest,
  ImportRun,
  RowRequest,
} from '../../../protocol/registry-detail.ts';
import type { ContactCipher } from '../../registry/contacts/contact-cipher.ts';
import { ImportBusy, type ImportDesk, outcomeOf } from '../../registry/import/import-desk.ts';
import { type ImportOptions, importRegistry } from '../../registry/import/import-registry.ts';
import type { ImportFile } from '../../registry/import/read-tables.ts';
import { keyColumns } from '../../registry/import/table.ts';
import type { Tables } from '../../storage/tables.ts';
import { HttpProblem } from '../problem.ts';
import { type ApiRoute, route } from './api-route.ts';

export interface ChangeSources {
  readonly db: Kysely<Tables>;
  readonly desk: ImportDesk;
  readonly cipher: ContactCipher | undefined;
}

/** Files of a city in base64. */
const importBytes = 24 * 1024 ** 2;
const rowTables = ['districts', 'hospitals', 'servers'] as const;
/** A refusal of one row names few things; of a whole hospital some more. */
const mistakesTold = 20;

/** The doors by which the registry changes. All lead through the same judgment as an import of files. */
export function changeRoutes({ db, desk, cipher }: ChangeSources): readonly ApiRoute[] {
  const change = async (
    files: readonly ImportFile[],
    options: Omit<ImportOptions, 'cipher'>,
  ): Promise<ImportOutcome> => {
    const outcome = outcomeOf(await importRegistry(db, files, { ...options, cipher }));
    if (outcome.outcome !== 'refused') return outcome;
    const lines = outcome.report.slice(files.length).slice(0, mistakesTold);
    throw new HttpProblem(422, lines.join('\n'));
  };
  return [
    route({
      ...{
        access: ['system_admin'],
        method: 'post',
        path: '/registry/imports',
        body: ImportRequest,
        status: 202,
      },
      ...{ bodyBytes: importBytes, answer: ImportRun, problems: [409] },
      summary: 'Judge files and, unless it is a dry run, import them: all rows or none.',
      handle: async ({ body, actor }) => startImport(desk, body, actor),
    }),
    route({
      ...{ method: 'get', path: '/registry/imports/{id}', status: 200 },
      ...{ answer: ImportRun, problems: [404] },
      summary: 'How far an import is, or what became of it; the last ones are kept.',
      handle: async ({ params: { id = '' } }) => {
        const run = desk.find(id);
        if (run === undefined) throw new HttpProblem(404, 'there is no such import, or no more');
        return run;
      },
    }),
    route({
      ...{
        access: ['system_admin'],
        method: 'put',
        path: '/registry/{table}/{key}',
        query: ChangeQuery,
        body: RowRequest,
      },
      ...{ status: 200, answer: ImportOutcome, problems: [404, 422] },
      summary:
        'Add or change one district, hospital or server; the body has the columns of a file.',
      handle: ({ params: { table = '', key = '' }, query, body, actor }) =>
        change([rowFile(table, key, body)], { actor, dryRun: query.dryRun }),
    }),
    route({
      ...{
        access: ['system_admin'],
        method: 'delete',
        path: '/registry/things/{key}',
        query: ChangeQuery,
      },
      ...{ status: 200, answer: ImportOutcome, problems: [422] },
      summary: 'Retire a hospital with its servers, or a server; the key is never given again.',
      handle: ({ params: { key = '' }, query, actor }) =>
        change([], { actor, dryRun: query.dryRun, retire: { keys: [key] } }),
    }),
  ];
}

function startImport(
  desk: ImportDesk,
  { dryRun, retireMissing, restore, files }: ReturnType<typeof ImportRequest.parse>,
  actor: string,
): ImportRun {
  const decoded = files.map(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, 'base64') }));
  const retire = retireMissing === undefined ? {} : { retire: { missing: retireMissing } };
  try {
    return desk.start(decoded, { actor, dryRun, restore, ...retire });
  } catch (error) {
    if (error instanceof ImportBusy) throw new HttpProblem(409, error.message);
    throw error;
  }
}

/** A file with one row; JSON is read as YAML is. */
function rowFile(table: string, key: string, row: ReturnType<typeof RowRequest.parse>): ImportFile {
  const kind = rowTables.find((known) => known === table);
  if (kind === undefined) throw new HttpProblem(404, `expected one of ${rowTables.join(', ')}`);
  const column = keyColumns[kind];
  if (row[column] !== undefined && row[column] !== key) {
    throw new HttpProblem(422, `${column}: expected ${key} as in the address, or nothing`);
  }
  const text = JSON.stringify({ [kind]: [{ ...row, [column]: key }] });
  return { name: 'request.json', bytes: Buffer.from(text) };
}
