import type { Dataset } from '../../contracts';
import { columnList, qualified, quarantineTable, stagingTable } from '../../tables';

const SAME_BAD_RECORD = 'q.event_id = s.event_id AND q.record_hash = s.bad_record_hash';

/** Joins what quarantine has of a bad record `s` as `q`. */
export function quarantined(dataset: Dataset): string {
  return `LEFT JOIN ${qualified(quarantineTable)} AS q ON q.dataset = '${dataset.name}' AND ${SAME_BAD_RECORD}`;
}

/** Bad records, numbered; the id alone doesn't tell them apart, since a producer may repeat one. */
function numbered(dataset: Dataset): string {
  return `SELECT
      bad_reason, bad_column, bad_record, bad_record_hash, event_id, arrived_at, load_object,
      row_number() OVER (
        PARTITION BY event_id, bad_record_hash ORDER BY arrived_at, arrival_sequence, load_object
      ) AS nth
    FROM ${qualified(stagingTable(dataset))}
    WHERE bad_reason IS NOT NULL`;
}

/**
 * Adds new bad records and takes out those that have become good. A quarantined record has no hash once it
 * is good, so those are matched by id against what silver now accounts for.
 */
export function quarantineSql(dataset: Dataset): string {
  return `MERGE INTO ${qualified(quarantineTable)} AS q
USING (
  SELECT
    bad_reason AS reason, bad_column AS column_name, bad_record AS record, bad_record_hash,
    event_id, arrived_at, load_object AS source_object
  FROM (
    ${numbered(dataset)}
  ) AS ranked WHERE nth = 1
  UNION ALL
  SELECT NULL, NULL, NULL, bad.record_hash, bad.event_id, NULL, NULL
  FROM ${qualified(quarantineTable)} AS bad
  WHERE bad.dataset = '${dataset.name}'
    AND bad.event_id IN (SELECT event_id FROM ${qualified(stagingTable(dataset))} WHERE bad_reason IS NULL)
    AND NOT EXISTS (
      SELECT 1 FROM ${qualified(stagingTable(dataset))} AS s
      WHERE s.event_id = bad.event_id AND s.bad_record_hash = bad.record_hash
    )
) AS s
ON q.dataset = '${dataset.name}' AND ${SAME_BAD_RECORD}
WHEN MATCHED AND s.reason IS NULL THEN DELETE
WHEN MATCHED AND (q.reason <> s.reason OR q.column_name IS DISTINCT FROM s.column_name) THEN UPDATE SET
  reason = s.reason, column_name = s.column_name
WHEN NOT MATCHED THEN INSERT (${columnList(quarantineTable.columns)})
  VALUES ('${dataset.name}', s.reason, s.column_name, s.record, s.bad_record_hash, s.event_id, s.arrived_at,
    s.source_object, CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp(6)))`;
}

/** One row: bad records new in quarantine, and those that it held already or that came twice. */
export function quarantineCounts(dataset: Dataset): string {
  return `SELECT
    count_if(s.nth = 1 AND q.event_id IS NULL) AS quarantined,
    count_if(s.nth > 1 OR q.event_id IS NOT NULL) AS duplicates
  FROM (
    ${numbered(dataset)}
  ) AS s
  ${quarantined(dataset)}`;
}
