import type { Dataset } from '../../contracts';
import { bronzeObjectsTable, qualified, stagingTable } from '../../tables';
import { literal } from './record-sql';
import { BRONZE_OBJECT } from './staging-sql';

/** Rows of the dataset's bronze objects that arrived on the days `?` to `?`. */
function known(dataset: Dataset): string {
  const kept =
    dataset.retentionDays === undefined
      ? ''
      : ` AND dt > date_format(current_timestamp - INTERVAL '${dataset.retentionDays}' DAY, '%Y/%m/%d')`;
  return `${qualified(bronzeObjectsTable)} WHERE dataset = '${dataset.name}' AND dt BETWEEN ? AND ?${kept}`;
}

/**
 * Notes the objects of the window with their lines, before anything is read from them, and those that are gone or
 * have become shorter: bronze is never taken from.
 */
export function objectsSql(dataset: Dataset): string {
  return `MERGE INTO ${qualified(bronzeObjectsTable)} AS t
USING (
  SELECT
    coalesce(seen.source_object, noted.source_object) AS source_object, coalesce(seen.dt, noted.dt) AS dt,
    coalesce(seen.records, 0) AS records
  FROM (
    SELECT ${BRONZE_OBJECT} AS source_object, min(dt) AS dt, count(*) AS records
    FROM bronze.${dataset.bronze} WHERE dt BETWEEN ? AND ? GROUP BY 1
  ) AS seen
  FULL OUTER JOIN (SELECT * FROM ${known(dataset)}) AS noted ON seen.source_object = noted.source_object
) AS s
${noted(dataset, 's.dt')}`;
}

export const OBJECTS_PARAMETERS = [
  'window_from',
  'window_to',
  'window_from',
  'window_to',
  'run_id',
  'run_id',
] as const;

/** Notes the objects that a run over what is new has staged, and those that are shorter than they were. */
export function stagedObjectsSql(dataset: Dataset): string {
  return `MERGE INTO ${qualified(bronzeObjectsTable)} AS t
USING (
  SELECT load_object AS source_object, count(*) AS records
  FROM ${qualified(stagingTable(dataset))} GROUP BY load_object
) AS s
${noted(dataset, `substr(s.source_object, ${dataset.bronze.length + 2}, 10)`)}`;
}

/** How objects that were counted, `s`, come to the table, `t`. @param dt SQL of an object's day */
function noted(dataset: Dataset, dt: string): string {
  return `ON t.dataset = '${dataset.name}' AND t.source_object = s.source_object
WHEN MATCHED AND s.records < t.records AND t.missing_run_id IS NULL THEN UPDATE SET missing_run_id = ?
WHEN MATCHED AND s.records >= t.records AND (t.missing_run_id IS NOT NULL OR s.records > t.records) THEN UPDATE SET
  missing_run_id = NULL, records = s.records
WHEN NOT MATCHED THEN INSERT (dataset, source_object, dt, records, run_id, missing_run_id)
  VALUES ('${dataset.name}', s.source_object, ${dt}, s.records, ?, NULL)`;
}

/** Notes that objects which were read are gone. @param objects their keys */
export function goneSql(dataset: Dataset, objects: readonly string[]): string {
  return `UPDATE ${qualified(bronzeObjectsTable)} SET missing_run_id = ?
WHERE dataset = '${dataset.name}' AND missing_run_id IS NULL AND source_object IN (${objects.map(literal).join(', ')})`;
}

/** Objects that were listed and not staged, or staged and not listed, as `n`. */
export function unlistedSql(dataset: Dataset): string {
  return `SELECT abs(CAST(? AS bigint) - count(DISTINCT load_object)) AS n FROM ${qualified(stagingTable(dataset))}`;
}

/** Lines of the noted objects that were not staged, or staged twice, as `n`. */
export function unreadSql(dataset: Dataset): string {
  return `SELECT coalesce(sum(abs(o.records - coalesce(staged.records, 0))), 0) AS n
  FROM (SELECT * FROM ${known(dataset)} AND missing_run_id IS NULL) AS o
  LEFT JOIN (
    SELECT load_object, count(*) AS records FROM ${qualified(stagingTable(dataset))} GROUP BY load_object
  ) AS staged ON staged.load_object = o.source_object`;
}

/** Lines of the noted objects that are there, but of those named, as `n`. @param but their keys */
export function knownRecordsSql(dataset: Dataset, but: readonly string[]): string {
  const others = but.length > 0 ? ` AND source_object NOT IN (${but.map(literal).join(', ')})` : '';
  return `SELECT coalesce(sum(records), 0) AS n FROM ${qualified(bronzeObjectsTable)}
  WHERE dataset = '${dataset.name}' AND missing_run_id IS NULL${others}`;
}

/** Objects that this run is the first to miss, as `n`. */
export function missingSql(dataset: Dataset): string {
  return `SELECT count(*) AS n FROM ${qualified(bronzeObjectsTable)}
  WHERE dataset = '${dataset.name}' AND missing_run_id = ?`;
}
