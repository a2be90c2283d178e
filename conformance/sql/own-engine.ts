import { DuckDBInstance } from '@duckdb/node-api';
import { Session } from '../../sql-bridge';
import { askBridge, type Recorded } from './answer';

/** The bridge on an empty DuckDB, at a fixed time. */
export interface OwnEngine {
  ask(sql: string): Promise<Recorded>;
  close(): void;
}

export async function openOwnEngine(): Promise<OwnEngine> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const session = await Session.open(connection, { now: () => new Date('2026-01-31T10:20:30.456Z') });
  return {
    ask: async (sql) => askBridge(session, sql),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
