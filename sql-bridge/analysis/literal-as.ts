import { SqlError } from '../errors';
import { duckType } from '../types/duck-type';
import type { Type } from '../types/type';
import { athenaText } from '../values/athena-text';
import type { Cast } from '../values/cast/cast';
import { quote, type Typed } from './typed';

/** Types whose texts DuckDB reads as Athena writes them; of days, in years of four digits. */
const PLAIN: Partial<Readonly<Record<Type['kind'], RegExp>>> = {
  boolean: /^/,
  tinyint: /^/,
  smallint: /^/,
  integer: /^/,
  bigint: /^/,
  decimal: /^/,
  date: /^(?!0000)\d{4}-/,
  timestamp: /^(?!0000)\d{4}-/,
};

/**
 * A text literal as a literal of another type, so that nothing is asked for it when the statement runs.
 *
 * @returns undefined where it is no literal, or isn't one of that type: that fails when the statement runs
 */
export function literalAs({ sql, text, type }: Typed, to: Type, cast: Cast): string | undefined {
  const form = PLAIN[to.kind];
  if (!form || type.kind !== 'varchar' || text === undefined || sql !== quote(text)) return undefined;
  try {
    const plain = athenaText(to, cast(text));
    return plain !== null && form.test(plain) ? `CAST(${quote(plain)} AS ${duckType(to)})` : undefined;
  } catch (error) {
    if (error instanceof SqlError) return undefined;
    throw error;
  }
}
