import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { quoted } from '../engine/duckdb-types';

/** Parses DuckDB SQL as DuckDB does, in an engine that holds nothing. */
export class StatementParser {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  static async open(): Promise<StatementParser> {
    const instance = await DuckDBInstance.create(':memory:', {
      threads: '1',
      enable_external_access: 'false',
      lock_configuration: 'true',
    });
    return new StatementParser(instance, await instance.connect());
  }

  /** The syntax tree of every statement of the text, or what is wrong with it, as JSON values. */
  async parse(statement: string): Promise<unknown> {
    const reader = await this.connection.runAndReadAll(
      `SELECT json_serialize_sql(CAST(${quoted(statement)} AS VARCHAR))`,
    );
    return JSON.parse(String(reader.value(0, 0))) as unknown;
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}
