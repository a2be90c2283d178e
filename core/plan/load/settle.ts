import { isChangeMapping, type Dataset } from '../../contracts';
import { columnList, logTable, qualified, settledTable, silverColumns, stagingTable } from '../../tables';
import { leavesOut } from './record-sql';
import { versionOf } from './versions';

/**
 * The versions of every key that the run touches, from all of its changes in the sender's order: what each column
 * was, from when to when, and whether the key had a row. The same changes give the same versions, in
 * whatever order and in how many runs they came.
 */
export function settleSql(dataset: Dataset): string {
  const table = settledTable(dataset);
  const columns = silverColumns(dataset).map(({ name }) => name);
  const own = Object.keys(dataset.columns);
  const order = orderOf(dataset);
  const over = (...partition: string[]): string =>
    `OVER (PARTITION BY ${partition.join(', ')} ORDER BY ${order} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`;
  const values = columns.map((name) =>
    leavesOut(dataset) && own.includes(name) && !dataset.key.includes(name)
      ? `element_at(last_value(CASE WHEN strpos(load_absent, ',${name},') = 0 THEN ARRAY[${name}] END) IGNORE NULLS ${over('load_key', 'load_bases')}, 1) AS ${name}`
      : name,
  );
  const required = own.filter((name) => dataset.columns[name]?.required && !dataset.key.includes(name));
  const whole = leavesOut(dataset) ? required.map((name) => ` AND ${name} IS NOT NULL`).join('') : '';
  return `INSERT INTO ${qualified(table)} (${columnList(table.columns)})
WITH touched AS (
${touchedSql(dataset)}
),
events AS (
${eventsSql(dataset)}
),
numbered AS (
  SELECT *,
    sum(CASE WHEN load_operation = 'delete' THEN 1 ELSE 0 END) ${over('load_key')} AS load_deletions,
    sum(CASE WHEN load_operation = 'merge' THEN 0 ELSE 1 END) ${over('load_key')} AS load_bases,
    max(versioned_at) ${over('load_key')} AS valid_from
  FROM events
),
valued AS (
  SELECT load_key, ${values.join(',\n    ')},
    valid_from, load_operation,
    load_deletions = 0 OR max(CASE WHEN load_revives THEN 1 ELSE 0 END) ${over('load_key', 'load_deletions')} = 1 AS load_revived
  FROM numbered
),
cut AS (
  SELECT load_key, ${columns.join(', ')}, valid_from,
    lead(valid_from) OVER (PARTITION BY load_key ORDER BY ${order}) AS valid_to,
    load_operation <> 'delete' AND load_revived${whole} AS load_lives
  FROM valued
)
SELECT load_key, ${columns.join(', ')}, valid_from, valid_to, valid_to IS NULL AS is_current, load_lives
FROM cut
WHERE valid_to IS NULL OR valid_to > valid_from`;
}

/** The order of changes. A record of the same date as a deletion isn't known to be later. */
function orderOf(dataset: Dataset): string {
  const [first = '', ...rest] = versionOf(dataset);
  const isDated = dataset.versionedBy !== undefined && !isChangeMapping(dataset.load);
  return [first, ...(isDated ? ["CASE WHEN load_operation = 'delete' THEN 1 ELSE 0 END"] : []), ...rest].join(
    ', ',
  );
}

/** Whether a change of the dataset can empty its table. */
export function truncates({ load }: Dataset): boolean {
  return isChangeMapping(load) && Boolean(load.operations.truncate?.length);
}

/** Keys of the run; all there are when the sender has emptied its table. */
function touchedSql(dataset: Dataset): string {
  const columns = ['load_key', ...dataset.key].join(', ');
  const staging = qualified(stagingTable(dataset));
  const keys = `  SELECT ${columns} FROM ${staging} WHERE bad_reason IS NULL AND load_operation <> 'truncate'`;
  if (!truncates(dataset)) return `${keys} GROUP BY ${columns}`;
  return `${keys}
  UNION
  SELECT ${columns} FROM ${qualified(logTable(dataset))} WHERE load_operation <> 'truncate'
    AND EXISTS (SELECT 1 FROM ${staging} WHERE bad_reason IS NULL AND load_operation = 'truncate')`;
}

function eventsSql(dataset: Dataset): string {
  const lineage = silverColumns(dataset)
    .map(({ name }) => name)
    .filter((name) => !(name in dataset.columns));
  const rest = Object.keys(dataset.columns).filter((name) => !dataset.key.includes(name));
  const load = ['load_operation', 'load_revives', 'load_absent'];
  const log = qualified(logTable(dataset));
  const columns = (others: (name: string) => string): string =>
    [
      't.load_key',
      ...dataset.key.map((name) => `t.${name}`),
      ...rest.map(others),
      ...[...lineage, ...load].map((name) => `l.${name}`),
    ].join(', ');
  const own = `  SELECT ${columns((name) => `l.${name}`)} FROM ${log} AS l JOIN touched AS t ON t.load_key = l.load_key`;
  if (!truncates(dataset)) return own;
  const emptied = [
    't.load_key',
    ...dataset.key.map((name) => `t.${name}`),
    ...rest.map((name) => `l.${name}`),
    ...lineage.map((name) => `l.${name}`),
    "'delete' AS load_operation",
    'false AS load_revives',
    "'' AS load_absent",
  ].join(', ');
  return `${own}
  UNION ALL
  SELECT ${emptied} FROM ${log} AS l CROSS JOIN touched AS t WHERE l.load_operation = 'truncate'`;
}
