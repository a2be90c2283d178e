import { decodeBound, encodeBound, isOrdered } from './bounds';
import type { Bounds, DataFile, FieldCounts } from './data-file';
import type { TableMetadata } from './table-metadata';

/** Of data, not of deletions. */
export const DATA = 0;

interface Pair<T> {
  readonly key: number;
  readonly value: T;
}

/** One file in a manifest. */
export interface Entry {
  readonly status: number;
  readonly snapshot_id: bigint | null;
  readonly sequence_number: bigint | null;
  readonly file_sequence_number: bigint | null;
  readonly data_file: {
    readonly content: number;
    readonly file_path: string;
    readonly file_format: string;
    readonly partition: Readonly<Record<string, string | null>>;
    readonly record_count: bigint;
    readonly file_size_in_bytes: bigint;
    readonly column_sizes: readonly Pair<bigint>[] | null;
    readonly value_counts: readonly Pair<bigint>[] | null;
    readonly null_value_counts: readonly Pair<bigint>[] | null;
    /** Missing in manifests of earlier versions. */
    readonly lower_bounds?: readonly Pair<Buffer>[] | null;
    readonly upper_bounds?: readonly Pair<Buffer>[] | null;
  };
}

/** @param names columns of the partitions */
export function recordOf(
  file: DataFile,
  metadata: TableMetadata,
  names: readonly string[],
): Entry['data_file'] {
  const { location } = metadata;
  const { bounds } = file;
  const bound = ({ field }: Bounds, value: string): Pair<Buffer>[] => [
    { key: field, value: encodeBound(typeOf(metadata, field) ?? '', value) },
  ];
  const counts = new Map([...file.columnBytes.keys()].map((id) => [id, file.rows]));
  return {
    content: DATA,
    file_path: `${location}/${file.path}`,
    file_format: 'PARQUET',
    partition: Object.fromEntries(names.map((name, index) => [name, file.partition[index] ?? null])),
    record_count: BigInt(file.rows),
    file_size_in_bytes: BigInt(file.bytes),
    column_sizes: pairs(file.columnBytes),
    value_counts: pairs(counts),
    null_value_counts: pairs(file.nulls),
    lower_bounds: bounds ? bound(bounds, bounds.lower) : null,
    upper_bounds: bounds ? bound(bounds, bounds.upper) : null,
  };
}

export function dataFileOf(record: Entry['data_file'], metadata: TableMetadata): DataFile {
  const bounds = boundsOf(record, metadata);
  const { file_path: path, partition, record_count: rows, file_size_in_bytes: bytes } = record;
  return {
    path: below(path, metadata.location),
    rows: Number(rows),
    bytes: Number(bytes),
    partition: Object.values(partition),
    columnBytes: countsOf(record.column_sizes),
    nulls: countsOf(record.null_value_counts),
    ...(bounds && { bounds }),
  };
}

/** A path of a table in its directory: whole directories may have been moved. @throws Error when it lies elsewhere */
export function below(path: string, location: string): string {
  if (!path.startsWith(`${location}/`)) throw new Error(`A file of the table lies outside of it: ${path}`);
  return path.slice(location.length + 1);
}

const pairs = (counts: FieldCounts): Pair<bigint>[] =>
  [...counts].map(([key, value]) => ({ key, value: BigInt(value) }));

const countsOf = (found: readonly Pair<bigint>[] | null): FieldCounts =>
  new Map((found ?? []).map(({ key, value }) => [key, Number(value)]));

/** Where there are bounds of one column, as we write them. */
function boundsOf(
  { lower_bounds, upper_bounds }: Entry['data_file'],
  metadata: TableMetadata,
): Bounds | undefined {
  const [lower, upper] = [lower_bounds?.[0], upper_bounds?.[0]];
  if (!lower || lower.key !== upper?.key) return undefined;
  const type = typeOf(metadata, lower.key);
  if (type === undefined || !isOrdered(type)) return undefined;
  return { field: lower.key, lower: decodeBound(type, lower.value), upper: decodeBound(type, upper.value) };
}

/** Of a column of any schema that a snapshot may have. */
const typeOf = ({ schemas }: TableMetadata, field: number): string | undefined =>
  schemas.flatMap(({ fields }) => fields).findLast(({ id }) => id === field)?.type;
