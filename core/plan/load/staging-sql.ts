import {
  deletionType,
  instant,
  isChangeMapping,
  keepsLog,
  OWN_TYPES,
  type ColumnContract,
  type Dataset,
} from '../../contracts';
import { columnList, qualified, stagingTable } from '../../tables';
import { columnProblems } from './problems';
import { ranked, type Ranking } from './ranks';
import {
  absenceOf,
  fieldOf,
  leavesOut,
  literal,
  operationOf,
  positionFields,
  positionOf,
  raw,
  typedOf,
} from './record-sql';

/**
 * The SELECT that types and judges raw records: one row per record of `source`, with the reason when it
 * cannot be typed. The first reason wins, in the order envelope, dataset, JSON, operation, checks, columns.
 *
 * @param source a relation with the columns `record`, `source_object` and `dt` (YYYY/MM/DD)
 */
export function stagingSelect(dataset: Dataset, source: string): string {
  const { load } = dataset;
  const columns = Object.entries(dataset.columns);
  const mapping = isChangeMapping(load) ? load : undefined;
  const fields = [
    'record',
    'source_object',
    'dt',
    "json_extract_scalar(record, '$.id') AS envelope_id",
    "json_extract_scalar(record, '$.specversion') AS envelope_version",
    "json_extract_scalar(record, '$.recordedtime') AS envelope_recorded",
    "json_extract_scalar(record, '$.sequence') AS envelope_sequence",
    "json_extract_scalar(record, '$.type') AS envelope_type",
    "json_extract_scalar(record, '$.dataset') AS envelope_dataset",
    "json_extract_scalar(record, '$.data') AS payload_text",
    ...(mapping
      ? [`${raw.scalar(mapping.operation)} AS envelope_operation`, ...positionFields(mapping)]
      : []),
    ...columns.map(([name, column]) => `${fieldOf(column, dataset)} AS raw_${name}`),
    ...dataset.checks.map((check) => `${check.sql(raw)} AS check_${check.name}`),
  ];
  const deletion = `coalesce(envelope_type = ${literal(deletionType(dataset))}, false)`;
  // Nothing was changed after it arrived: a clock that is ahead must not win for years to come.
  const versioned = dataset.versionedBy
    ? `least(coalesce(${dataset.versionedBy}, arrived_at), arrived_at)`
    : 'arrived_at';
  const absences = leavesOut(dataset) ? columns : [];
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
    ${[...absences.map(([name, column]) => `${absenceOf(column, dataset)} AS absent_${name}`), ...columns.map(([name, column]) => `${typedOf(name, column)} AS ${name}`)].join(',\n    ')}
  FROM fields
),
operated AS (
  SELECT
    *,
    ${versioned} AS versioned_at,${mapping ? `\n    ${positionOf(mapping)} AS change_position,` : ''}
    ${operationOf(
      dataset,
      deletion,
      absences.map(([name]) => name),
    )} AS load_operation
  FROM typed
),
judged AS (
  SELECT
    *,
    CASE
      WHEN envelope_version IS NULL THEN 'envelope:'
      WHEN ${isOfAnother(dataset)} THEN 'dataset:'
      WHEN payload_text IS NOT NULL THEN 'not_json:'
      ${columnProblems(dataset).join('\n      ')}
    END AS problem
  FROM operated
)
SELECT
  ${columnList(columns.map(([name]) => ({ name })))},
  event_id, arrived_at, arrival_sequence, versioned_at${mapping ? ', change_position' : ''},
  load_operation,
  ${revives(dataset)} AS load_revives,
  ${absentList(absences)} AS load_absent,${keepsLog(dataset) ? `\n  ${keyText(dataset)} AS load_key,` : ''}
  source_object AS load_object,
  split_part(problem, ':', 1) AS bad_reason,
  nullif(split_part(problem, ':', 2), '') AS bad_column,
  CASE WHEN problem IS NOT NULL THEN record END AS bad_record,
  CASE WHEN problem IS NOT NULL THEN to_hex(sha256(to_utf8(coalesce(json_format(json_extract(record, '$.data')), record)))) END AS bad_record_hash
FROM judged`;
}

/** Whether the envelope says that the record is another dataset's. Types of other producers say nothing. */
function isOfAnother(dataset: Dataset): string {
  const own = [dataset.eventType, deletionType(dataset)].map(literal).join(', ');
  const named = `envelope_dataset <> ${literal(dataset.name)}`;
  const typed = `starts_with(envelope_type, ${literal(OWN_TYPES)}) AND envelope_type NOT IN (${own})`;
  return `coalesce(${named}, false) OR coalesce(${typed}, false)`;
}

/** Bronze records that arrived on the days `?` to `?` (YYYY/MM/DD) in objects behind the path `?` and up to `?`, typed, judged and ranked. */
export function stageBronze(dataset: Dataset, ranking: Ranking = ranked): string {
  const which = 'dt BETWEEN ? AND ? AND "$path" > ? AND "$path" <= ?';
  return intoStaging(
    dataset,
    ranking,
    `(SELECT record, ${BRONZE_OBJECT} AS source_object, dt FROM bronze.${dataset.bronze} WHERE ${which})`,
  );
}

/** The key of a bronze object, wherever the bucket or the directory is. */
export const BRONZE_OBJECT = `regexp_extract("$path", '[^/]+/[0-9]{4}/[0-9]{2}/[0-9]{2}/[^/]+\\z')`;

/** Quarantined records of the dataset, typed and judged anew. */
export function stageQuarantine(dataset: Dataset, ranking: Ranking = ranked): string {
  return intoStaging(
    dataset,
    ranking,
    `(SELECT record, source_object, date_format(arrived_at, '%Y/%m/%d') AS dt FROM silver.quarantine WHERE dataset = '${dataset.name}')`,
  );
}

function intoStaging(dataset: Dataset, ranking: Ranking, source: string): string {
  const table = stagingTable(dataset);
  const ranks = ranking(dataset);
  const names = ranks.map(({ name }) => name);
  const plain = table.columns.filter(({ name }) => !names.includes(name));
  return `INSERT INTO ${qualified(table)} (${[...plain.map(({ name }) => name), ...names].join(', ')})
SELECT ${columnList(plain)},
  ${ranks.map(({ name, sql }) => `${sql} AS ${name}`).join(',\n  ')}
FROM (
${stagingSelect(dataset, source)}
) AS staged`;
}

/** Whether a record brings a deleted key back. */
function revives({ load, versionedBy }: Dataset): string {
  if (load === 'append') return 'false';
  if (isChangeMapping(load) || versionedBy === undefined) return "coalesce(load_operation = 'put', false)";
  return `load_operation = 'put' AND ${versionedBy} IS NOT NULL`;
}

function absentList(columns: readonly (readonly [string, ColumnContract])[]): string {
  if (columns.length === 0) return "''";
  return `CASE WHEN load_operation = 'merge' THEN ',' || ${columns.map(([name]) => `CASE WHEN absent_${name} THEN '${name},' ELSE '' END`).join(' || ')} ELSE '' END`;
}

/** The key as one text, no two the same; `*` for what concerns every key. */
function keyText({ key }: Dataset): string {
  const parts = key.map((column) => {
    const text = `CAST(${column} AS varchar)`;
    return `CAST(length(${text}) AS varchar) || ':' || ${text}`;
  });
  return `CASE WHEN load_operation = 'truncate' THEN '*' ELSE ${parts.join(" || ',' || ")} END`;
}
