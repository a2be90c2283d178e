import type { Dataset } from '../contracts';
import { columnList, loadAuditTable, qualified, quarantineTable, silverTable, stagingTable } from '../tables';
import { instant, stageBronze, stageQuarantine, stagingSelect } from './staging-sql';

/**
 * One statement of a load. The name is stable: it names the state of the state machine and the line of
 * progress. `measures` names the columns of the one row it returns, kept as parameters of later steps.
 */
export interface LoadStep {
  readonly name: string;
  readonly sql: string;
  /** Parameters for the `?` of the statement, in order. */
  readonly parameters: readonly LoadParameter[];
  /** @default [] */
  readonly measures: readonly Measure[];
}

export const MEASURES = [
  'landed',
  'inserted',
  'updated',
  'duplicates',
  'quarantined',
  'unaccounted',
] as const;
export type Measure = (typeof MEASURES)[number];
/** Parameters are text; times in ISO 8601, days as YYYY/MM/DD. */
export type LoadParameter = 'run_id' | 'window_from' | 'window_to' | 'started_at' | 'ended_at' | Measure;

/** What decides which of two versions of a key is later; no part is ever NULL. */
const VERSION = ['versioned_at', 'arrived_at', 'arrival_sequence', 'event_id'] as const;

/**
 * The statements that bring one dataset from bronze to silver, in order. Every one can be repeated; a
 * failure between any two leaves tables that the next run completes.
 *
 * The last measure, `unaccounted`, must be 0: it is taken after the merges by looking every staged record
 * up in silver and quarantine.
 */
export function loadPlan(dataset: Dataset, from: 'bronze' | 'quarantine' = 'bronze'): readonly LoadStep[] {
  const staging = qualified(stagingTable(dataset));
  const stage: LoadStep =
    from === 'bronze'
      ? step('stage', stageBronze(dataset), ['window_from', 'window_to'])
      : step('stage', stageQuarantine(dataset));
  return [
    step('clear', `DELETE FROM ${staging}`),
    stage,
    measure('measure', measureSql(dataset), ['landed', 'inserted', 'updated', 'quarantined', 'duplicates']),
    step('merge', mergeSql(dataset)),
    step('quarantine', quarantineSql(dataset)),
    measure('verify', verifySql(dataset), ['unaccounted']),
    step('audit', auditSql(dataset), [
      'run_id',
      'window_from',
      'window_to',
      ...MEASURES,
      'started_at',
      'ended_at',
    ]),
  ];
}

function step(name: string, sql: string, parameters: readonly LoadParameter[] = []): LoadStep {
  return { name, sql, parameters, measures: [] };
}

function measure(name: string, sql: string, measures: readonly Measure[]): LoadStep {
  return { name, sql, parameters: [], measures };
}

/** The latest good version of every key that was staged. */
function winners(dataset: Dataset): string {
  const table = silverTable(dataset);
  return `SELECT ${columnList(table.columns)} FROM (
    SELECT ${columnList(table.columns)}, row_number() OVER (
      PARTITION BY ${dataset.key.join(', ')}
      ORDER BY ${VERSION.map((column) => `${column} DESC`).join(', ')}
    ) AS nth
    FROM ${qualified(stagingTable(dataset))}
    WHERE bad_reason IS NULL
  ) AS ranked WHERE nth = 1`;
}

/** `a` is a later version than `b`, compared part by part. */
function later(a: string, b: string): string {
  return VERSION.reduceRight<string>(
    (rest, column) =>
      rest === ''
        ? `${a}.${column} > ${b}.${column}`
        : `${a}.${column} > ${b}.${column} OR (${a}.${column} = ${b}.${column} AND (${rest}))`,
    '',
  );
}

function sameKey(dataset: Dataset, a: string, b: string): string {
  return dataset.key.map((column) => `${a}.${column} = ${b}.${column}`).join(' AND ');
}

function mergeSql(dataset: Dataset): string {
  const table = silverTable(dataset);
  const rest = table.columns.filter(({ name }) => !dataset.key.includes(name));
  return `MERGE INTO ${qualified(table)} AS t
USING (
  ${winners(dataset)}
) AS s
ON ${sameKey(dataset, 't', 's')}
WHEN MATCHED AND (${later('s', 't')}) THEN UPDATE SET
  ${rest.map(({ name }) => `${name} = s.${name}`).join(',\n  ')}
WHEN NOT MATCHED THEN INSERT (${columnList(table.columns)})
  VALUES (${columnList(table.columns, 's')})`;
}

const SAME_BAD_RECORD = 'q.event_id = s.event_id AND q.record_hash = s.bad_record_hash';

/** Bad records once each; the id alone doesn't tell them apart, since a producer may repeat one. */
function badRecords(dataset: Dataset): string {
  return `SELECT
    bad_reason AS reason, bad_column AS column_name, bad_record AS record, bad_record_hash,
    event_id, arrived_at, bad_source_object AS source_object
  FROM (
    SELECT
      bad_reason, bad_column, bad_record, bad_record_hash, event_id, arrived_at, bad_source_object,
      row_number() OVER (
        PARTITION BY event_id, bad_record_hash ORDER BY arrived_at, arrival_sequence
      ) AS nth
    FROM ${qualified(stagingTable(dataset))}
    WHERE bad_reason IS NOT NULL
  ) AS ranked WHERE nth = 1`;
}

/**
 * Adds new bad records and takes out those that have become good. A quarantined record has no hash once it
 * is good, so those are matched by id against what silver now accounts for.
 */
function quarantineSql(dataset: Dataset): string {
  return `MERGE INTO ${qualified(quarantineTable)} AS q
USING (
  ${badRecords(dataset)}
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

function measureSql(dataset: Dataset): string {
  return `WITH counts AS (
  SELECT
    (SELECT count(*) FROM ${qualified(stagingTable(dataset))}) AS landed,
    good.inserted,
    good.updated,
    (SELECT count(*) FROM (${badRecords(dataset)}) AS s
      LEFT JOIN ${qualified(quarantineTable)} AS q ON q.dataset = '${dataset.name}' AND ${SAME_BAD_RECORD}
      WHERE q.event_id IS NULL) AS quarantined
  FROM (
    SELECT
      count_if(t.event_id IS NULL) AS inserted,
      count_if(t.event_id IS NOT NULL AND (${later('s', 't')})) AS updated
    FROM (${winners(dataset)}) AS s
    LEFT JOIN ${qualified(silverTable(dataset))} AS t ON ${sameKey(dataset, 't', 's')}
  ) AS good
)
SELECT landed, inserted, updated, quarantined, landed - inserted - updated - quarantined AS duplicates FROM counts`;
}

/** Staged records that neither silver (in this or a later version) nor quarantine holds. */
function verifySql(dataset: Dataset): string {
  const staging = qualified(stagingTable(dataset));
  return `SELECT
  (SELECT count(*) FROM ${staging} AS s
    LEFT JOIN ${qualified(silverTable(dataset))} AS t ON ${sameKey(dataset, 't', 's')}
    WHERE s.bad_reason IS NULL AND (t.event_id IS NULL OR ${later('s', 't')}))
  + (SELECT count(*) FROM ${staging} AS s
    LEFT JOIN ${qualified(quarantineTable)} AS q ON q.dataset = '${dataset.name}' AND ${SAME_BAD_RECORD}
    WHERE s.bad_reason IS NOT NULL AND q.event_id IS NULL) AS unaccounted`;
}

function auditSql(dataset: Dataset): string {
  const counts = MEASURES.map(() => 'CAST(? AS bigint)').join(', ');
  return `INSERT INTO ${qualified(loadAuditTable)}
  (dataset, run_id, window_from, window_to, ${MEASURES.join(', ')}, started_at, ended_at)
SELECT '${dataset.name}', ?, ?, ?, ${counts}, ${instant('?')}, ${instant('?')}`;
}

/** Counts the bronze records that the next load will take: those neither silver nor quarantine accounts for. */
export function pendingSql(dataset: Dataset): string {
  const source = `(SELECT record, "$path" AS source_object, dt FROM bronze.${dataset.bronze})`;
  return `WITH staged AS (
${stagingSelect(dataset, source)}
)
SELECT count(*) AS n FROM staged AS s
LEFT JOIN ${qualified(silverTable(dataset))} AS t ON ${sameKey(dataset, 't', 's')}
LEFT JOIN ${qualified(quarantineTable)} AS q ON q.dataset = '${dataset.name}' AND ${SAME_BAD_RECORD}
WHERE (s.bad_reason IS NULL AND (t.event_id IS NULL OR ${later('s', 't')}))
  OR (s.bad_reason IS NOT NULL AND q.event_id IS NULL)`;
}
