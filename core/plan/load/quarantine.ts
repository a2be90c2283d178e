import type { Dataset } from '../../contracts';
import { columnList, qualified, quarantineTable, stagingTable } from '../../tables';

const SAME_BAD_RECORD = 'q.event_id = s.event_id AND q.record_hash = s.bad_record_hash';

/** Joins what quarantine has of a bad record `s` as `q`. */
export function quarantined(dataset: Dataset): string {
  return `LEFT JOIN ${qualified(quarantineTable)} AS q ON q.dataset = '${dataset.name}' AND ${SAME_BAD_RECORD}`;
}

const BAD =
  'bad_reason, bad_column, bad_record, bad_record_hash, event_id, arrived_at, arrival_sequence, load_object';

/** Bad records, numbered; the id alone doesn't tell them apart, since a producer may repeat one. */
function numbered(records: string, more = ''): string {
  return `SELECT
      ${BAD}${more},
      row_number() OVER (
        PARTITION BY event_id, bad_record_hash ORDER BY arrived_at, arrival_sequence, load_object
      ) AS nth
    FROM ${records}
    WHERE bad_reason IS NOT NULL`;
}

/**
 * Staged records with their lines. Engines don't tell those, but the writer of bronze puts the records of one shard
 * into an object in the order of their positions. An object with other lines, or of several shards, has no such order.
 */
function withLines(dataset: Dataset): string {
  const staging = qualified(stagingTable(dataset));
  const shard = "split_part(arrival_sequence, '-', 2)";
  const isOne = ['min', 'max'].map((end) => `${end}(${shard}) OVER (PARTITION BY load_object)`).join(' = ');
  return `(
      SELECT ${BAD},
        CASE WHEN min(arrival_sequence) OVER (PARTITION BY load_object) <> '' AND ${isOne}
          THEN rank() OVER (PARTITION BY load_object ORDER BY arrival_sequence) END AS source_line
      FROM ${staging}
      WHERE load_object IN (SELECT load_object FROM ${staging} WHERE bad_reason IS NOT NULL)
    ) AS lines`;
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
    event_id, arrived_at, load_object AS source_object, source_line
  FROM (
    ${numbered(withLines(dataset), ', source_line')}
  ) AS ranked WHERE nth = 1
  UNION ALL
  SELECT NULL, NULL, NULL, bad.record_hash, bad.event_id, NULL, NULL, NULL
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
    s.source_object, CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp(6)), s.source_line)`;
}

/** One row: bad records new in quarantine, and those that it held already or that came twice. */
export function quarantineCounts(dataset: Dataset): string {
  return `SELECT
    count_if(s.nth = 1 AND q.event_id IS NULL) AS quarantined,
    count_if(s.nth > 1 OR q.event_id IS NOT NULL) AS duplicates
  FROM (
    ${numbered(qualified(stagingTable(dataset)))}
  ) AS s
  ${quarantined(dataset)}`;
}
