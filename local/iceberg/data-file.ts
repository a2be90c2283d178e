/** Per field id. */
export type FieldCounts = ReadonlyMap<number, number>;

/**
 * The least and the largest value of a column. Strings as they are, whole numbers as text; dates are days and
 * timestamps microseconds since 1970-01-01.
 */
export interface Bounds {
  /** Id of the column. */
  readonly field: number;
  readonly lower: string;
  readonly upper: string;
}

/** A Parquet file of a table. */
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
  /** Of the column by which a large table lies in files; none of others, and none where a table is one file. */
  readonly bounds?: Bounds;
}

/** A file with the commit that brought it. */
export interface KeptFile extends DataFile {
  readonly snapshot: bigint;
  readonly sequence: bigint;
}
