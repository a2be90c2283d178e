import type { Dataset } from '../../contracts';
import { bronzeObjectsTable, qualified, stagingTable } from '../../tables';
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
ON t.dataset = '${dataset.name}' AND t.source_object = s.source_object
WHEN MATCHED AND s.records < t.records AND t.missing_run_id IS NULL THEN UPDATE SET missing_run_id = ?
WHEN MATCHED AND s.records >= t.records AND (t.missing_run_id IS NOT NULL OR s.records > t.records) THEN UPDATE SET
  missing_run_id = NULL, records = s.records
WHEN NOT MATCHED THEN INSERT (dataset, source_object, dt, records, run_id, missing_run_id)
  VALUES ('${dataset.name}', s.source_object, s.dt, s.records, ?, NULL)`;
}

export const OBJECTS_PARAMETERS = [
  'window_from',
  'window_to',
  'window_from',
  'window_to',
  'run_id',
  'run_id',
] as const;

/** Lines of the noted objects that were not staged, or staged twice, as `n`. */
export function unreadSql(dataset: Dataset): string {
  return `SELECT coalesce(sum(abs(o.records - coalesce(staged.records, 0))), 0) AS n
  FROM (SELECT * FROM ${known(dataset)} AND missing_run_id IS NULL) AS o
  LEFT JOIN (
    SELECT load_object, count(*) AS records FROM ${qualified(stagingTable(dataset))} GROUP BY load_object
  ) AS staged ON staged.load_object = o.source_object`;
}

/** Objects that this run is the first to miss, as `n`. */
export function missingSql(dataset: Dataset): string {
  return `SELECT count(*) AS n FROM ${qualified(bronzeObjectsTable)}
  WHERE dataset = '${dataset.name}' AND missing_run_id = ?`;
}
