import { isChangeMapping, type Dataset } from '../../contracts';
import {
  columnList,
  historyTable,
  logTable,
  qualified,
  settledTable,
  silverTable,
  stagingTable,
  type Table,
} from '../../tables';
import { settleSql } from './settle';
import { change, type Strategy } from './step';
import { later, of, same, sameKey } from './versions';

/**
 * `changes`, and whatever keeps a history: every change goes into a log, once, and the rows of the keys it touches
 * are put together anew from all of theirs.
 */
export function everyChange(dataset: Dataset): Strategy {
  const settled = qualified(settledTable(dataset));
  const { history } = dataset;
  return {
    remember: [
      change('log', logSql(dataset), ['run_id'], logTable(dataset)),
      change('unsettle', `DELETE FROM ${settled}`),
      change('settle', settleSql(dataset)),
    ],
    counts: countsSql(dataset),
    apply: [
      change('merge', mergeSql(dataset), [], silverTable(dataset)),
      ...(history ? [change('history', historySql(dataset), [], historyTable(dataset))] : []),
    ],
    unaccounted: (staged) => unaccountedSql(dataset, staged),
    deleted: deletedSql(dataset),
    torn: tornSql(dataset),
  };
}

/** `a` and `b` are one change: of one position, or where the sender gives none, of one arrival. */
function sameChange(dataset: Dataset, a: string, b: string): string {
  const identity = isChangeMapping(dataset.load)
    ? `${a}.change_position = ${b}.change_position`
    : same(dataset, of(a), of(b));
  return `${a}.load_key = ${b}.load_key AND ${identity}`;
}

function logSql(dataset: Dataset): string {
  const table = logTable(dataset);
  const columns = table.columns.filter(({ name }) => name !== 'load_run');
  // Of one change sent twice the first arrival is kept, also when it is read last.
  const earlier = later(dataset, of('t'), of('s'));
  return `MERGE INTO ${qualified(table)} AS t
USING (
  SELECT ${columnList(columns)} FROM ${qualified(stagingTable(dataset))}
  WHERE bad_reason IS NULL AND load_nth = load_rank
) AS s
ON ${sameChange(dataset, 't', 's')}
WHEN MATCHED AND (${earlier}) THEN UPDATE SET
  ${columns.map(({ name }) => `${name} = s.${name}`).join(', ')}
WHEN NOT MATCHED THEN INSERT (${columnList(columns)}, load_run)
  VALUES (${columnList(columns, 's')}, ?)`;
}

function differs(columns: readonly Pick<Table['columns'][number], 'name'>[], a: string, b: string): string {
  return columns.map(({ name }) => `${a}.${name} IS DISTINCT FROM ${b}.${name}`).join(' OR ');
}

const current = (dataset: Dataset): string =>
  `(SELECT * FROM ${qualified(settledTable(dataset))} WHERE is_current)`;

function mergeSql(dataset: Dataset): string {
  const { columns } = silverTable(dataset);
  const rest = columns.filter(({ name }) => !dataset.key.includes(name));
  return `MERGE INTO ${qualified(silverTable(dataset))} AS t
USING ${current(dataset)} AS s
ON ${sameKey(dataset, 't', 's')}
WHEN MATCHED AND NOT s.load_lives THEN DELETE
WHEN MATCHED AND (${differs(rest, 't', 's')}) THEN UPDATE SET
  ${rest.map(({ name }) => `${name} = s.${name}`).join(', ')}
WHEN NOT MATCHED AND s.load_lives THEN INSERT (${columnList(columns)})
  VALUES (${columnList(columns, 's')})`;
}

/** Makes the intervals of the keys that the run touches those that were settled. */
function historySql(dataset: Dataset): string {
  const table = historyTable(dataset);
  const rest = table.columns.filter(({ name }) => !table.key.includes(name));
  const settled = qualified(settledTable(dataset));
  const onKey = (a: string, b: string): string =>
    `${sameKey(dataset, a, b)} AND ${a}.valid_from = ${b}.valid_from`;
  return `MERGE INTO ${qualified(table)} AS t
USING (
  SELECT ${columnList(table.columns)}, false AS load_is_gone FROM ${settled} WHERE load_lives
  UNION ALL
  SELECT ${columnList(table.columns, 'old')}, true AS load_is_gone FROM ${qualified(table)} AS old
  JOIN ${current(dataset)} AS touched ON ${sameKey(dataset, 'old', 'touched')}
  LEFT JOIN (SELECT * FROM ${settled} WHERE load_lives) AS kept ON ${onKey('old', 'kept')}
  WHERE kept.valid_from IS NULL
) AS s
ON ${onKey('t', 's')}
WHEN MATCHED AND s.load_is_gone THEN DELETE
WHEN MATCHED AND (${differs(rest, 't', 's')}) THEN UPDATE SET
  ${rest.map(({ name }) => `${name} = s.${name}`).join(', ')}
WHEN NOT MATCHED AND NOT s.load_is_gone THEN INSERT (${columnList(table.columns)})
  VALUES (${columnList(table.columns, 's')})`;
}

/** Taken after the log has its changes and before silver changes. */
function countsSql(dataset: Dataset): string {
  const rest = silverTable(dataset).columns.filter(({ name }) => !dataset.key.includes(name));
  const isDuplicate = 's.load_nth <> s.load_rank';
  const isPut = "s.load_operation IN ('put', 'merge')";
  const isBest = 's.load_nth = 1';
  const was = 't.event_id IS NOT NULL';
  const lives = 'coalesce(c.load_lives, false)';
  const isNew = 'l.load_run = ?';
  const inserts = `${isBest} AND ${isPut} AND ${lives} AND NOT (${was})`;
  const updates = `${isBest} AND ${isPut} AND ${lives} AND ${was} AND (${differs(rest, 't', 'c')})`;
  const deletes = `${isBest} AND NOT (${isPut}) AND NOT ${lives}`;
  return `SELECT
    count_if(inserts) AS inserted,
    count_if(updates) AS updated,
    count_if(deletes AND (was OR is_new)) AS deleted,
    count_if(is_duplicate OR (NOT is_new AND NOT effective)) AS duplicates,
    count_if(NOT is_duplicate AND is_new AND NOT effective) AS stale
  FROM (
    SELECT *, inserts OR updates OR (deletes AND (was OR is_new)) AS effective
    FROM (
      SELECT ${inserts} AS inserts, ${updates} AS updates, ${deletes} AS deletes, ${was} AS was,
        ${isDuplicate} AS is_duplicate, ${isNew} AS is_new
      FROM ${qualified(stagingTable(dataset))} AS s
      LEFT JOIN ${qualified(logTable(dataset))} AS l ON ${sameChange(dataset, 'l', 's')}
      LEFT JOIN ${current(dataset)} AS c ON c.load_key = s.load_key
      LEFT JOIN ${qualified(silverTable(dataset))} AS t ON ${sameKey(dataset, 't', 's')}
      WHERE s.bad_reason IS NULL
    ) AS joined
  ) AS judged`;
}

function unaccountedSql(dataset: Dataset, staged: string): string {
  return `SELECT count(*) AS n FROM ${staged} AS s
  LEFT JOIN ${qualified(logTable(dataset))} AS l ON ${sameChange(dataset, 'l', 's')}
  WHERE s.bad_reason IS NULL AND l.load_key IS NULL`;
}

function deletedSql(dataset: Dataset): string {
  return `SELECT count(*) AS n FROM (
    SELECT DISTINCT ${dataset.key.join(', ')} FROM ${qualified(logTable(dataset))} WHERE load_operation <> 'truncate'
  ) AS known
  LEFT JOIN ${qualified(silverTable(dataset))} AS t ON ${sameKey(dataset, 't', 'known')}
  WHERE t.event_id IS NULL`;
}

/** Keys of the run whose row isn't what their changes give, as `n`. */
function tornSql(dataset: Dataset): string {
  const rest = silverTable(dataset).columns.filter(({ name }) => !dataset.key.includes(name));
  return `SELECT count(*) AS n FROM ${current(dataset)} AS c
  LEFT JOIN ${qualified(silverTable(dataset))} AS t ON ${sameKey(dataset, 't', 'c')}
  WHERE c.load_lives <> (t.event_id IS NOT NULL) OR (c.load_lives AND (${differs(rest, 't', 'c')}))`;
}
