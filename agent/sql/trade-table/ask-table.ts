import { versionLabel } from '../../insurance/version-label.ts';
import type { Cell, Connection, Driver, Row } from '../driver.ts';
import { codeOf, loginOf } from '../round.ts';
import { type Canned, cannedFor } from './canned.ts';
import type { TableAnswer, TableQuestion } from './messages.ts';

type Draft = { -readonly [Key in keyof TableAnswer]: TableAnswer[Key] };

interface Round {
  readonly connection: Connection;
  readonly canned: Canned;
  readonly question: TableQuestion;
  readonly answer: Draft;
}

/** Asks the trade table once, one statement after the other. Never throws. */
export async function askTable(question: TableQuestion, driver: Driver): Promise<TableAnswer> {
  const answer: Draft = {
    ...{ answer: 'trade_table', isUp: false, seconds: {} },
    ...{ unknownStates: 0, files: [], failures: [] },
  };
  let connection: Connection | undefined;
  try {
    connection = await driver.connect(loginOf(question.settings));
    await askAll({ connection, canned: cannedFor(question.settings), question, answer });
  } catch (error) {
    answer.failures.push(`connect: ${codeOf(error)}`);
  } finally {
    await connection?.close().catch(() => undefined);
  }
  return answer;
}

async function askAll(round: Round): Promise<void> {
  const { canned, question, answer } = round;
  const [ping] = (await ask(round, 'ping', canned.ping)) ?? [];
  if (ping === undefined) return;
  answer.isUp = true;
  answer.now = String(ping.now);
  takeStates(round, await ask(round, 'trade_state', canned.tradeState));
  const until = `${answer.now.slice(0, 13)}:00:00`;
  if (question.settledFrom !== undefined && question.settledFrom < until) {
    const [row] =
      (await ask(round, 'settled_sum', canned.settledSum(question.settledFrom, until))) ?? [];
    if (row !== undefined) answer.settled = { n: number(row.n), yuan: number(row.yuan), until };
  }
  if (question.moneyDay !== undefined) {
    const [row] = (await ask(round, 'money_check', canned.moneyCheck(question.moneyDay))) ?? [];
    if (row !== undefined)
      answer.money = { n: number(row.n), bad: number(row.bad), diffYuan: number(row.diff_yuan) };
  }
  const [newest] = (await ask(round, 'version_in_use', canned.versionInUse)) ?? [];
  answer.version = versionLabel(String(newest?.version ?? ''));
  takeFiles(answer, (await ask(round, 'files', canned.files)) ?? []);
}

/** Undefined when the statement failed: that costs its own numbers and no others. */
async function ask(
  { connection, answer }: Round,
  name: string,
  statement: string,
): Promise<readonly Row[] | undefined> {
  const startedAt = performance.now();
  try {
    return await connection.query(statement);
  } catch (error) {
    answer.failures.push(`${name}: ${codeOf(error)}`);
    return undefined;
  } finally {
    if (name === 'ping' || name === 'trade_state' || name === 'money_check')
      answer.seconds[name] = (performance.now() - startedAt) / 1000;
  }
}

function takeStates({ question, answer }: Round, rows: readonly Row[] | undefined): void {
  if (rows === undefined) return;
  const states: NonNullable<TableAnswer['states']> = {};
  for (const row of rows) {
    const state = question.settings.states[String(row.state)];
    const [n, oldestSeconds] = [number(row.n), number(row.oldest_s)];
    if (state === undefined) {
      answer.unknownStates += n;
      continue;
    }
    const before = states[state] ?? { n: 0, oldestSeconds: 0 };
    states[state] = {
      n: before.n + n,
      oldestSeconds: Math.max(before.oldestSeconds, oldestSeconds),
    };
  }
  answer.states = states;
}

function takeFiles(answer: Draft, rows: readonly Row[]): void {
  for (const { file, bytes, free_bytes } of rows) {
    const known = (['data', 'log'] as const).find((name) => name === file) ?? 'other';
    const freeBytes = free_bytes === null ? undefined : number(free_bytes);
    answer.files.push({ file: known, bytes: number(bytes), freeBytes });
  }
}

/** 0 for what is no number: a sum over nothing is NULL. */
function number(cell: Cell | undefined): number {
  const value = cell instanceof Date || cell instanceof Buffer ? Number.NaN : Number(cell);
  return Number.isFinite(value) ? value : 0;
}
