import { readContainer, writeContainer } from './container';
import type { DataFile, KeptFile } from './data-file';
import { DATA, dataFileOf, recordOf, type Entry } from './manifest-entry';
import { MANIFEST_LIST_SCHEMA, manifestSchema } from './manifest-schema';
import { currentSchema, type TableMetadata } from './table-metadata';

const EXISTING = 0;
const ADDED = 1;
const DELETED = 2;
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
  const entries: Entry[] = [
    ...kept.map((file) => ({
      status: EXISTING,
      snapshot_id: file.snapshot,
      sequence_number: file.sequence,
      file_sequence_number: file.sequence,
      data_file: recordOf(file, metadata, names),
    })),
    ...added.map((file) => ({
      status: ADDED,
      snapshot_id: BigInt(snapshot),
      sequence_number: null,
      file_sequence_number: null,
      data_file: recordOf(file, metadata, names),
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
  metadata: TableMetadata,
): Promise<KeptFile[]> {
  if (manifest.content !== DATA)
    throw new Error('Rows are deleted by files of their own, which no run writes');
  const entries = (await readContainer(bytes)) as Entry[];
  return entries
    .filter(({ status }) => status !== DELETED)
    .map((entry) => ({
      ...dataFileOf(entry.data_file, metadata),
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
