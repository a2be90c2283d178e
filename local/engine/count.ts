import type { SqlEngine } from '../../core/ports';

/** The one number that a query names `n`. */
export async function count(engine: SqlEngine, sql: string): Promise<number> {
  const [row] = await engine.query(sql);
  return Number(row?.n);
}
