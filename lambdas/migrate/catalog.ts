import type { TagAssignment, Tags } from '../../core/governance/tags';
import type { Database, IcebergField, IcebergPartition } from '../../core/tables';

/** A column as the catalog has it. */
interface CatalogColumn {
  /** Field id of Iceberg; it stays with a column for good. */
  readonly id: number;
  readonly name: string;
  /** Glue's name of the type. */
  readonly type: string;
  /** LF-tags set on the column itself. */
  readonly tags: Tags;
}

/** An Iceberg table as the catalog has it. */
export interface CatalogTable {
  readonly database: Database;
  readonly name: string;
  readonly location: string;
  /** Columns of the current schema. */
  readonly columns: readonly CatalogColumn[];
  /** The highest field id ever given, also to columns that are gone. */
  readonly lastColumnId: number;
  /** LF-tags set on the table itself. */
  readonly tags: Tags;
  /** What new files are partitioned by. @default not known */
  readonly partitions?: readonly IcebergPartition[];
}

/** What a table is created with or evolved to. */
export interface IcebergDefinition {
  readonly database: Database;
  readonly name: string;
  /** `s3://bucket/prefix`, without a slash at the end. */
  readonly location: string;
  readonly fields: readonly IcebergField[];
}

/** The catalog and Lake Formation, as far as migrations need them. */
export interface Catalog {
  /** Tables of a database; those that aren't Iceberg have field ids of 0. */
  tables(database: Database): Promise<CatalogTable[]>;
  create(definition: IcebergDefinition, partitions: readonly IcebergPartition[]): Promise<void>;
  evolve(definition: IcebergDefinition): Promise<void>;
  tag(assignment: TagAssignment): Promise<void>;
}
