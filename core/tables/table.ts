import type { ColumnType, Sensitivity } from '../contracts';

/** Glue databases of the lake, one per zone. `staging` holds one run's typed records between two steps. */
export const DATABASES = ['bronze', 'staging', 'silver', 'gold'] as const;
export type Database = (typeof DATABASES)[number];

/** Database for what crawlers find. Tables that a contract declares never go there. */
export const DISCOVERY = 'discovery';

/** Every database of the lake: values of the LF-tag `zone`. */
export const ZONES = [...DATABASES, DISCOVERY] as const;
export type Zone = (typeof ZONES)[number];

export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly sensitivity: Sensitivity;
  readonly description: string;
}

/** A table as the catalog, the migrations, the tags and the dictionary need it. */
export interface Table {
  readonly database: Database;
  readonly name: string;
  readonly description: string;
  /** LF-tag `domain`. */
  readonly domain: string;
  readonly columns: readonly TableColumn[];
  /** Columns that identify a row; empty for a log. */
  readonly key: readonly string[];
  /** Iceberg partition transforms, such as `month(occurred_at)`. @see https://iceberg.apache.org/spec/#partition-transforms */
  readonly partitions: readonly string[];
  /** Columns whose value is the same in all rows that one record changes. On one machine large tables lie in files by one of them. @default none */
  readonly clusters?: readonly string[];
}

export function qualified(table: Pick<Table, 'database' | 'name'>): string {
  return `${table.database}.${table.name}`;
}

/** Column names joined for a column list, each with an optional qualifier. */
export function columnList(columns: readonly Pick<TableColumn, 'name'>[], qualifier?: string): string {
  return columns.map(({ name }) => (qualifier ? `${qualifier}.${name}` : name)).join(', ');
}
