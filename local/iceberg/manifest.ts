import { readContainer, writeContainer } from './container';
import type { DataFile, FieldCounts, KeptFile } from './data-file';
import { MANIFEST_LIST_SCHEMA, manifestSchema } from './manifest-schema';
import { currentSchema, type TableMetadata } from './table-metadata';

const EXISTING = 0;
const ADDED = 1;
const DELETED = 2;
/** Of data, not of deletions. */
const DATA = 0;

interface Pair {
  readonly key: number;
  readonly value: bigint;
}

interface Entry {
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
    readonly column_sizes: readonly Pair[] | null;
    readonly value_counts: readonly Pair[] | null;
    readonly null_value_counts: readonly Pair[] | null;
  };
}

/** A manifest as the list of a snapshot names it. */
export interface ManifestFile {
  readonly manifest_path: string;
  readonly manifest_length: bigint;
  readonly partition_spec_id: number;
  readonly content: number;
  readonly sequence_number: bigint;
  readonly min_sequence_number: bigint;
  readonly added_snapshot_id: bigint;
  readonly added_files_count: number;
  readonly existing_files_count: number;
  readonly deleted_files_count: number;
  readonly added_rows_count: bigint;
  readonly existing_rows_count: bigint;
  readonly deleted_rows_count: bigint;
}

/** What a snapshot's one manifest holds. */
export interface Contents {
  readonly added: readonly DataFile[];
  readonly kept: readonly KeptFile[];
}

/** @param snapshot id of the snapshot that writes it */
export async function writeManifest(
  metadata: TableMetadata,
  snapshot: number,
  { added, kept }: Contents,
): Promise<Buffer> {
  const spec = metadata['partition-specs'].find((each) => each['spec-id'] === metadata['default-spec-id']);
  const columns = (spec?.fields ?? []).map((field) => ({ id: field['field-id'], name: field.name }));
  const names = columns.map(({ name }) => name);
  const { location } = metadata;
  const entries: Entry[] = [
    ...kept.map((file) => ({
      status: EXISTING,
      snapshot_id: file.snapshot,
      sequence_number: file.sequence,
      file_sequence_number: file.sequence,
      data_file: recordOf(file, location, names),
    })),
    ...added.map((file) => ({
      status: ADDED,
      snapshot_id: BigInt(snapshot),
      sequence_number: null,
      file_sequence_number: null,
      data_file: recordOf(file, location, names),
    })),
  ];
  const header = {
    schema: JSON.stringify(currentSchema(metadata)),
    'schema-id': String(metadata['current-schema-id']),
    'partition-spec': JSON.stringify(spec?.fields ?? []),
    'partition-spec-id': String(metadata['default-spec-id']),
    'format-version': '2',
    content: 'data',
  };
  return writeContainer(manifestSchema(columns), header, entries);
}

/** The files that a manifest names. @param manifest as the snapshot's list has it */
export async function readManifest(
  bytes: Buffer,
  manifest: ManifestFile,
  location: string,
): Promise<KeptFile[]> {
  if (manifest.content !== DATA)
    throw new Error('Rows are deleted by files of their own, which no run writes');
  const entries = (await readContainer(bytes)) as Entry[];
  return entries
    .filter(({ status }) => status !== DELETED)
    .map((entry) => ({
      ...dataFileOf(entry.data_file, location),
      snapshot: entry.snapshot_id ?? manifest.added_snapshot_id,
      sequence: entry.sequence_number ?? manifest.sequence_number,
    }));
}

export async function writeManifestList(
  manifests: readonly ManifestFile[],
  header: SnapshotHeader,
): Promise<Buffer> {
  return writeContainer(
    MANIFEST_LIST_SCHEMA,
    {
      'snapshot-id': String(header.snapshot),
      'parent-snapshot-id': String(header.parent ?? null),
      'sequence-number': String(header.sequence),
      'format-version': '2',
    },
    manifests,
  );
}

/** Which snapshot a list of manifests belongs to. */
export interface SnapshotHeader {
  readonly snapshot: number;
  readonly parent?: number;
  readonly sequence: number;
}

export async function readManifestList(bytes: Buffer): Promise<ManifestFile[]> {
  return (await readContainer(bytes)) as ManifestFile[];
}

/** How a list names a manifest that is written as {@link writeManifest} writes it. */
export function manifestFile(
  path: string,
  bytes: Buffer,
  { snapshot, sequence }: SnapshotHeader,
  { added, kept }: Contents,
): ManifestFile {
  const sum = (files: readonly DataFile[]): bigint =>
    BigInt(files.reduce((rows, file) => rows + file.rows, 0));
  const own = BigInt(sequence);
  return {
    manifest_path: path,
    manifest_length: BigInt(bytes.length),
    partition_spec_id: 0,
    content: DATA,
    sequence_number: own,
    min_sequence_number: kept.reduce((least, file) => (file.sequence < least ? file.sequence : least), own),
    added_snapshot_id: BigInt(snapshot),
    added_files_count: added.length,
    existing_files_count: kept.length,
    deleted_files_count: 0,
    added_rows_count: sum(added),
    existing_rows_count: sum(kept),
    deleted_rows_count: 0n,
  };
}

function recordOf(file: DataFile, location: string, names: readonly string[]): Entry['data_file'] {
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
  };
}

function dataFileOf(record: Entry['data_file'], location: string): DataFile {
  const { file_path: path, partition, record_count: rows, file_size_in_bytes: bytes } = record;
  return {
    path: below(path, location),
    rows: Number(rows),
    bytes: Number(bytes),
    partition: Object.values(partition),
    columnBytes: countsOf(record.column_sizes),
    nulls: countsOf(record.null_value_counts),
  };
}

/** A path of a table in its directory: whole directories may have been moved. @throws Error when it lies elsewhere */
export function below(path: string, location: string): string {
  if (!path.startsWith(`${location}/`)) throw new Error(`A file of the table lies outside of it: ${path}`);
  return path.slice(location.length + 1);
}

const pairs = (counts: FieldCounts): Pair[] =>
  [...counts].map(([key, value]) => ({ key, value: BigInt(value) }));

const countsOf = (found: readonly Pair[] | null): FieldCounts =>
  new Map((found ?? []).map(({ key, value }) => [key, Number(value)]));
