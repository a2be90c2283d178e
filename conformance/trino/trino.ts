import { runOnTrino, type TrinoAnswer } from './client';
import type { JavaProcess } from './java-process';

/** A Trino that answers. */
export interface Trino {
  /** Where it listens, on this machine only. */
  readonly url: string;
  /** @throws TrinoError when Trino refuses the statement */
  query(sql: string): Promise<TrinoAnswer>;
  close(): Promise<void>;
}

/** What a statement stands in when it names no catalog or schema. */
export interface Place {
  readonly catalog: string;
  readonly schema: string;
}

export function trinoAt(url: string, place: Place, java?: JavaProcess): Trino {
  return {
    url,
    query: async (sql) => runOnTrino(url, sql, place),
    close: async () => java?.stop(),
  };
}
