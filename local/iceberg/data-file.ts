/** Per field id. */
export type FieldCounts = ReadonlyMap<number, number>;

/** A Parquet file of a table. Of its values nothing is told but the partition: bounds would show rows of small files. */
export interface DataFile {
  /** Name in the table's directory, such as `data/x.parquet`. */
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  /** Values of the partition's columns, in their order. */
  readonly partition: readonly (string | null)[];
  /** Bytes of each column. */
  readonly columnBytes: FieldCounts;
  readonly nulls: FieldCounts;
}

/** A file with the commit that brought it. */
export interface KeptFile extends DataFile {
  readonly snapshot: bigint;
  readonly sequence: bigint;
}
