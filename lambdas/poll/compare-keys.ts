import type { ColumnType, Dataset } from '../../core/contracts';
import { pathSteps } from '../../core/contracts/json-path';
import { SettingsError } from '../../core/errors';
import type { SqlRow } from '../../core/ports';
import type { PassWork } from '../../core/sources';
import { TooManyDeletedError } from './errors';
import { canonical, jsonTextOf } from './key-text';
import type { poll } from './kind';
import type { TableReader } from './read-table';

/** Fewer rows than this may go at once, whatever their share. */
const FEW = 20;

interface KeyColumn {
  /** In silver. */
  readonly column: string;
  /** In the table. */
  readonly field: string;
  readonly type: ColumnType;
}

/**
 * Keys that silver has and the table doesn't, each as a JSON object of the table's fields. Silver is read first: a row
 * that came after it isn't missed.
 *
 * @throws SettingsError when the dataset's key doesn't come from the table's, TooManyDeletedError when too many are gone
 */
export async function deletedKeys(
  { source, tables }: PassWork<typeof poll.settings>,
  dataset: Dataset,
  reader: TableReader,
): Promise<string[]> {
  const { key, batch, mostDeleted } = source.settings;
  const columns = keyColumns(dataset, key);
  const names = columns.map(({ column }) => column);
  const known = await tables.query(`SELECT ${names.join(', ')} FROM silver.${dataset.name}`);
  const there = new Set<string>();
  for await (const rows of reader.pages(batch, (database, after) => database.keys(after, batch)))
    for (const { place } of rows)
      there.add(textOf(columns.map(({ field, type }) => canonical(type, place[key.indexOf(field)] ?? ''))));
  const gone = known.filter((row) => !there.has(keyOf(row, columns)));
  if (gone.length > FEW && gone.length > mostDeleted * known.length)
    throw new TooManyDeletedError(source.name, gone.length, known.length);
  return gone.map((row) =>
    JSON.stringify(
      Object.fromEntries(
        columns.map(({ column, field, type }) => [field, jsonTextOf(type, String(row[column]))]),
      ),
    ),
  );
}

function keyColumns({ name, key, columns }: Dataset, fields: readonly string[]): KeyColumn[] {
  const found = key.flatMap((column): KeyColumn[] => {
    const { from, type } = columns[column] ?? {};
    const [field, ...deeper] = typeof from === 'string' ? (pathSteps(from) ?? []) : [];
    const isOfTable = typeof field === 'string' && deeper.length === 0 && fields.includes(field);
    return isOfTable && type !== undefined ? [{ column, field, type }] : [];
  });
  if (found.length === key.length && found.length === fields.length) return found;
  throw new SettingsError(
    `Keys of ${name} can't be compared: expected its key to come from ${fields.join(', ')}, each from one; or set compare to false`,
  );
}

const keyOf = (row: SqlRow, columns: readonly KeyColumn[]): string =>
  textOf(columns.map(({ column, type }) => canonical(type, String(row[column]))));

const textOf = (values: readonly string[]): string => JSON.stringify(values);
