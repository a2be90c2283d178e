import { icebergTables, qualified, type Table } from '../../core/tables';
import type { LocalLake } from '../../local/lake';
import { trinoText, ownText, typeOf } from '../trino/value-text';
import type { Trino } from '../trino/trino';

/** Columns that say which run did something and when, not what. */
const OF_THE_RUN: ReadonlySet<string> = new Set([
  'run_id',
  'missing_run_id',
  'started_at',
  'ended_at',
  'quarantined_at',
  'checked_at',
]);

/** A table that isn't the same on both sides. */
export interface Difference {
  readonly table: string;
  /** Rows of one side only, as text. */
  readonly onTrino: readonly string[];
  readonly here: readonly string[];
}

/** Rows that each table was compared in, and the tables that differ. */
export interface Comparison {
  readonly rows: number;
  readonly differences: readonly Difference[];
}

/** Compares every silver and gold table row by row. @param but names of tables that are left out */
export async function compareTables(
  lake: LocalLake,
  trino: Trino,
  but: readonly string[] = [],
): Promise<Comparison> {
  const reader = await lake.reader();
  const differences: Difference[] = [];
  let rows = 0;
  try {
    const tables = icebergTables(lake.datasets).filter(
      ({ database, name }) => database !== 'staging' && !but.includes(name),
    );
    for (const table of tables) {
      const sql = statementOf(table);
      const own = await reader.answer(sql);
      const theirs = await trino.query(sql);
      const here = own.rows.map((row) =>
        written(row.map((value, at) => ownText(own.columns![at]!.type, value))),
      );
      const onTrino = theirs.rows.map((row) =>
        written(row.map((value, at) => trinoText(typeOf(theirs.columns[at]!.type)!, value))),
      );
      rows += onTrino.length;
      const difference = {
        table: qualified(table),
        onTrino: without(onTrino, here),
        here: without(here, onTrino),
      };
      if (difference.onTrino.length + difference.here.length > 0) differences.push(difference);
    }
  } finally {
    reader.close();
  }
  return { rows, differences };
}

/** Lines of objects with others' lines are told by this machine alone. */
const OWN_LINE =
  "CASE WHEN count_if(reason = 'envelope') OVER (PARTITION BY source_object) = 0 THEN source_line END AS source_line";

/** This machine writes nothing for a dataset that has nothing. */
function statementOf(table: Table): string {
  const columns = table.columns.map(({ name }) => name).filter((name) => !OF_THE_RUN.has(name));
  const shown = columns.map((name) => (name === 'source_line' ? OWN_LINE : `"${name}"`)).join(', ');
  const some = { load_audit: ' WHERE landed > 0', quality_results: ' WHERE checked > 0' }[table.name] ?? '';
  return `SELECT ${shown} FROM ${qualified(table)}${some}`;
}

/** A line that is no text is kept in base64 here and as its bytes there; its hash and id follow from that. */
function written(row: readonly (string | null)[]): string {
  const isNoText = row.some((value) => value?.includes('\uFFFD') || value?.startsWith('{"unreadable":'));
  return JSON.stringify(
    isNoText ? row.map((value) => (/^[0-9A-F]{64}$/.test(value ?? '') ? '' : value)).map(unreadable) : row,
  );
}

const unreadable = (value: string | null): string | null =>
  value?.includes('\uFFFD') || value?.startsWith('{"unreadable":') ? 'no text' : value;

/** Rows of `some` that `others` lack, each as often as it is too many. */
function without(some: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const row of others) left.set(row, (left.get(row) ?? 0) + 1);
  return some.filter((row) => {
    const count = left.get(row) ?? 0;
    if (count > 0) left.set(row, count - 1);
    return count === 0;
  });
}
