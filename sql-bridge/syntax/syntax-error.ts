import { SqlError } from '../errors';

/** `line 1:8` of an offset. */
export function placeOf(sql: string, at: number): string {
  const before = sql.slice(0, at).split('\n');
  return `line ${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

export function syntaxError(sql: string, at: number, expected: string): SqlError {
  return new SqlError('SYNTAX_ERROR', `${placeOf(sql, at)}: expected ${expected}`);
}
