import { systemClock } from '../../lib/clock.ts';
import { type MaintenanceItem, MaintenanceRequest } from '../../protocol/registry-api.ts';
import { windowScopes } from '../maintenance/window.ts';
import { addWindow, cancelWindow, listWindows } from '../maintenance/window-store.ts';
import type { Command, Flags } from './command.ts';
import { withDatabase } from './with-database.ts';

export const maintenanceAdd: Command = {
  name: 'maintenance add',
  synopsis:
    '--district|--hospital|--server KEY --starts 2026-12-05T23:00 --minutes N [--rrule RULE] --reason TEXT --approver NAME',
  summary:
    'announce work; local time, at most 12 hours; RULE such as FREQ=WEEKLY;BYDAY=SU;COUNT=10',
  options: {
    ...Object.fromEntries(windowScopes.map((scope) => [scope, { type: 'string' as const }])),
    starts: { type: 'string' },
    minutes: { type: 'string' },
    rrule: { type: 'string' },
    reason: { type: 'string' },
    approver: { type: 'string' },
  },
  run: async ({ config, flags, actor }) => {
    const request = requestOf(flags);
    const item = await withDatabase(config, ({ db }) =>
      addWindow(db, request, { actor, now: systemClock.now() }),
    );
    return { status: 0, report: [line(item)] };
  },
};

export const maintenanceList: Command = {
  name: 'maintenance list',
  synopsis: '[--all]',
  summary: 'windows that are open; --all also those that are over or cancelled',
  options: { all: { type: 'boolean' } },
  run: async ({ config, flags }) => {
    const items = await withDatabase(config, ({ db }) =>
      listWindows(db, { open: !flags.has('all'), limit: 1000 }, systemClock.now()),
    );
    return { status: 0, report: items.length === 0 ? ['no windows'] : items.map(line) };
  },
};

export const maintenanceCancel: Command = {
  name: 'maintenance cancel',
  synopsis: 'ID',
  summary: 'end a window for good; the record stays',
  options: {},
  run: async ({ config, words, actor }) => {
    const [id = '', ...more] = words;
    if (!/^\d{1,18}$/.test(id) || more.length > 0) {
      throw new Error('maintenance cancel: expected the number of a window');
    }
    const done = await withDatabase(config, ({ db }) =>
      cancelWindow(db, id, { actor, now: systemClock.now() }),
    );
    return { status: done ? 0 : 1, report: [done ? `${id}: cancelled` : `${id}: no open window`] };
  },
};

function requestOf(flags: Flags): MaintenanceRequest {
  const given = windowScopes.filter((scope) => flags.text(scope) !== undefined);
  const [scope, ...more] = given;
  if (scope === undefined || more.length > 0) {
    throw new Error(`expected one of ${windowScopes.map((each) => `--${each}`).join(', ')}`);
  }
  const request = {
    ...{ scope, subject: flags.needed(scope) },
    ...{ starts: flags.needed('starts'), minutes: flags.count('minutes') },
    rrule: flags.text('rrule') ?? null,
    ...{ reason: flags.needed('reason'), approver: flags.needed('approver') },
  };
  const { success, data, error } = MaintenanceRequest.safeParse(request);
  if (success) return data;
  const mistakes = error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`);
  throw new Error(mistakes.join('\n'));
}

function line(item: MaintenanceItem): string {
  const { id, scope, subject, starts, minutes, rrule, reason, approver, state, planned } = item;
  const rule = rrule === null ? '' : `, ${rrule}`;
  const kind = planned ? 'planned' : 'at short notice';
  const when = `${starts} for ${minutes} min${rule}`;
  return `${id} ${state} ${scope} ${subject}: ${when}; ${kind}; ${reason} (approved by ${approver})`;
}
