import { athenaType, type ColumnContract, type Dataset, type RawRecord } from '../contracts';
import { columnList, qualified, stagingTable } from '../tables';

const PAYLOAD = '$.data';
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const inPayload = (path: string): string => literal(PAYLOAD + path.slice(1));
const scalar = (path: string): string => `json_extract_scalar(record, ${inPayload(path)})`;
const raw: RawRecord = { scalar, json: (path) => `json_extract(record, ${inPayload(path)})` };

/** Athena SQL for the UTC instant of an ISO 8601 text, NULL when it is none. */
export const instant = (text: string): string =>
  `CAST(try(from_iso8601_timestamp(${text})) AT TIME ZONE 'UTC' AS timestamp(6))`;

/**
 * The SELECT that types and judges raw records: one row per record of `source`, with the reason when it
 * cannot be typed. The first reason wins, in the order envelope, JSON, checks, columns.
 *
 * @param source a relation with the columns `record`, `source_object` and `dt` (YYYY/MM/DD)
 */
export function stagingSelect(dataset: Dataset, source: string): string {
  const columns = Object.entries(dataset.columns);
  const fields = [
    'record',
    'source_object',
    'dt',
    "json_extract_scalar(record, '$.id') AS envelope_id",
    "json_extract_scalar(record, '$.specversion') AS envelope_version",
    "json_extract_scalar(record, '$.recordedtime') AS envelope_recorded",
    "json_extract_scalar(record, '$.sequence') AS envelope_sequence",
    "json_extract_scalar(record, '$.data') AS payload_text",
    ...columns.map(([name, column]) => `${fieldOf(column)} AS raw_${name}`),
    ...dataset.checks.map((check) => `${check.sql(raw)} AS check_${check.name}`),
  ];
  const versioned = dataset.versionedBy ? `coalesce(${dataset.versionedBy}, arrived_at)` : 'arrived_at';
  return `WITH fields AS (
  SELECT
    ${fields.join(',\n    ')}
  FROM ${source} AS records
),
typed AS (
  SELECT
    *,
    coalesce(envelope_id, to_hex(sha256(to_utf8(record)))) AS event_id,
    coalesce(${instant('envelope_recorded')}, CAST(date_parse(dt, '%Y/%m/%d') AS timestamp(6))) AS arrived_at,
    coalesce(envelope_sequence, '') AS arrival_sequence,
    ${columns.map(([name, column]) => `${typedOf(name, column)} AS ${name}`).join(',\n    ')}
  FROM fields
),
judged AS (
  SELECT
    *,
    ${versioned} AS versioned_at,
    CASE
      WHEN envelope_version IS NULL THEN 'envelope:'
      WHEN payload_text IS NOT NULL THEN 'not_json:'
      ${[...dataset.checks.map((check) => `WHEN NOT coalesce(check_${check.name}, false) THEN '${check.name}:'`), ...columns.flatMap(([name, column]) => problemsOf(name, column))].join('\n      ')}
    END AS problem
  FROM typed
)
SELECT
  ${columnList(columns.map(([name]) => ({ name })))},
  event_id, arrived_at, arrival_sequence, versioned_at,
  split_part(problem, ':', 1) AS bad_reason,
  nullif(split_part(problem, ':', 2), '') AS bad_column,
  CASE WHEN problem IS NOT NULL THEN record END AS bad_record,
  CASE WHEN problem IS NOT NULL THEN to_hex(sha256(to_utf8(coalesce(json_format(json_extract(record, '$.data')), record)))) END AS bad_record_hash,
  CASE WHEN problem IS NOT NULL THEN source_object END AS bad_source_object
FROM judged`;
}

/** Bronze records that arrived on the days `?` to `?` (YYYY/MM/DD), typed and judged. */
export function stageBronze(dataset: Dataset): string {
  const source = `(SELECT record, "$path" AS source_object, dt FROM bronze.${dataset.bronze} WHERE dt BETWEEN ? AND ?)`;
  return intoStaging(dataset, source);
}

/** Quarantined records of the dataset, typed and judged anew. */
export function stageQuarantine(dataset: Dataset): string {
  const source = `(SELECT record, source_object, date_format(arrived_at, '%Y/%m/%d') AS dt FROM silver.quarantine WHERE dataset = '${dataset.name}')`;
  return intoStaging(dataset, source);
}

function intoStaging(dataset: Dataset, source: string): string {
  const table = stagingTable(dataset);
  return `INSERT INTO ${qualified(table)} (${columnList(table.columns)})\n${stagingSelect(dataset, source)}`;
}

function fieldOf({ from }: ColumnContract): string {
  if (typeof from === 'string') return scalar(from);
  return 'path' in from ? scalar(from.path) : from.sql(raw);
}

function typedOf(name: string, { from, type }: ColumnContract): string {
  const value = `raw_${name}`;
  if (typeof from === 'object' && 'path' in from) return from.as(value);
  if (typeof from === 'object' || type === 'string') return value;
  if (type === 'timestamp') return instant(value);
  return `TRY_CAST(${value} AS ${athenaType(type)})`;
}

function problemsOf(name: string, column: ColumnContract): string[] {
  const problems: string[] = [];
  const hasText = typeof column.from === 'string' || 'path' in column.from;
  if (hasText && (column.type !== 'string' || typeof column.from === 'object')) {
    problems.push(`WHEN raw_${name} IS NOT NULL AND ${name} IS NULL THEN 'type:${name}'`);
  }
  if (column.required) problems.push(`WHEN ${name} IS NULL THEN 'required:${name}'`);
  if (column.oneOf) {
    problems.push(`WHEN ${name} NOT IN (${column.oneOf.map(literal).join(', ')}) THEN 'not_allowed:${name}'`);
  }
  return problems;
}
