import {
  athenaPath,
  isChangeMapping,
  POSITION_DIGITS,
  readableTime,
  ruleOf,
  type ChangeMapping,
  type ColumnContract,
  type Dataset,
  type Operation,
  type RawRecord,
} from '../../contracts';

export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const inPayload = (path: string): string => literal(athenaPath('$.data', path));

/** Athena SQL over the column `record` of bronze. */
export const raw: RawRecord = {
  scalar: (path) => `json_extract_scalar(record, ${inPayload(path)})`,
  json: (path) => `json_extract(record, ${inPayload(path)})`,
  attribute: (name) => `json_extract_scalar(record, ${literal(`$.${name}`)})`,
};

/** The path of a column that has one. */
export function pathOf({ from }: ColumnContract): string | undefined {
  return typeof from === 'string' ? from : 'path' in from ? from.path : undefined;
}

/** What a column's source says, before it is typed. */
export function fieldOf(column: ColumnContract, { load }: Dataset): string {
  const path = pathOf(column);
  if (path === undefined) return (column.from as { sql: (record: RawRecord) => string }).sql(raw);
  if (typeof column.from === 'object' && 'path' in column.from && column.from.attribute !== undefined)
    return `coalesce(${raw.scalar(path)}, ${raw.attribute(column.from.attribute)})`;
  return isChangeMapping(load) && load.unchanged !== undefined
    ? `nullif(${raw.scalar(path)}, ${literal(load.unchanged)})`
    : raw.scalar(path);
}

export function typedOf(name: string, { from, type }: ColumnContract): string {
  const value = `raw_${name}`;
  if (typeof from === 'object' && 'path' in from)
    return from.as(type === 'timestamp' ? readableTime(value) : value);
  return typeof from === 'object' ? value : ruleOf(type).cast(value);
}

/** Whether a column isn't in the record, for columns that a partial update may leave out. */
export function absenceOf(column: ColumnContract, { load }: Dataset): string {
  const path = pathOf(column);
  if (!isChangeMapping(load) || path === undefined) return 'false';
  const absent = load.operations.partial?.length
    ? // A branch that isn't taken isn't computed, an operand of AND may be.
      `CASE WHEN ${texts('envelope_operation', load.operations.partial)} THEN ${raw.json(path)} IS NULL ELSE false END`
    : 'false';
  return load.unchanged === undefined
    ? absent
    : `coalesce(${raw.scalar(path)} = ${literal(load.unchanged)}, false) OR ${absent}`;
}

/** Whether records of the dataset may leave columns out. */
export function leavesOut({ load }: Dataset): boolean {
  return isChangeMapping(load) && (load.unchanged !== undefined || Boolean(load.operations.partial?.length));
}

/** What a record does to the row of its key: put, merge, delete or truncate; NULL for none of them. */
export function operationOf(dataset: Dataset, deletion: string, columns: readonly string[]): string {
  const { load } = dataset;
  if (!isChangeMapping(load)) return `CASE WHEN ${deletion} THEN 'delete' ELSE 'put' END`;
  const when = (operation: Operation, then: string): string => {
    const names = load.operations[operation];
    return names?.length ? `WHEN ${texts('envelope_operation', names)} THEN ${then}` : '';
  };
  // An update that leaves a value out since it is unchanged changes the others only.
  const anyUnchanged = columns.map((name) => `absent_${name}`).join(' OR ');
  const update =
    load.unchanged === undefined ? "'put'" : `CASE WHEN ${anyUnchanged} THEN 'merge' ELSE 'put' END`;
  return `CASE
      WHEN ${deletion} THEN 'delete'
      ${[when('insert', "'put'"), when('update', update), when('partial', "'merge'"), when('delete', "'delete'"), when('truncate', "'truncate'")].filter(Boolean).join('\n      ')}
    END`;
}

function texts(value: string, among: readonly string[]): string {
  return `${value} IN (${among.map(literal).join(', ')})`;
}

/** The parts of a position as columns of the record. */
export function positionFields({ position }: ChangeMapping): string[] {
  return position.map(({ path }, index) => `${raw.scalar(path)} AS envelope_position_${index}`);
}

/** One text that sorts as the sender's positions do. */
export function positionOf({ position }: ChangeMapping): string {
  const parts = position.map(({ as }, index) => {
    const part = `envelope_position_${index}`;
    return as === 'number' ? `coalesce(lpad(${part}, ${POSITION_DIGITS}, '0'), '')` : `coalesce(${part}, '')`;
  });
  return parts.join(" || ' ' || ");
}

/** Whether a position can't be ordered: nothing in its first part, or no whole number where one has to be. */
export function positionProblem({ position }: ChangeMapping): string {
  const wrong = position.flatMap(({ as }, index) =>
    as === 'number' ? [`NOT regexp_like(envelope_position_${index}, '^[0-9]{1,${POSITION_DIGITS}}$')`] : [],
  );
  return [`envelope_position_0 IS NULL`, ...wrong].join(' OR ');
}
