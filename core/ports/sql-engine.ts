export type SqlValue = string | number | bigint | boolean | null;
export type SqlRow = Readonly<Record<string, unknown>>;

/** Runs Athena SQL: Athena itself on AWS, DuckDB behind the dialect bridge on one machine. */
export interface SqlEngine {
  /**
   * Runs one statement. `?` in the text takes the parameters in order.
   *
   * @returns the rows of a SELECT, keyed by column name; none for DML
   */
  query(sql: string, parameters?: readonly SqlValue[]): Promise<SqlRow[]>;
}
