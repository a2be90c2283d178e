import type { Type } from '../types/type';
import type { JsonLists } from './json-lists';

/** An expression that is understood: its type in Trino, and how DuckDB computes it. */
export interface Typed {
  readonly sql: string;
  readonly type: Type;
  /** The text of a literal, where it is one. */
  readonly text?: string;
  /** Whether the value is known not to be NaN. */
  readonly finite?: boolean;
  /** Of a moment in a zone: the SQL of its instant alone. */
  readonly instant?: string;
  /** Of a column whose JSON paths are read together. */
  readonly lists?: JsonLists;
  /** The name of the column, where it is one. */
  readonly column?: string;
}

export const typed = (sql: string, type: Type): Typed => ({ sql, type });

/** Quotes text as a DuckDB string literal. */
export const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Quotes a name as a DuckDB identifier. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
