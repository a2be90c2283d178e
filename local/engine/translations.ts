import { translate } from '../../sql-bridge';

/** A lake's statements and some of a user's; each some KB. */
const LIMIT = 500;

const known = new Map<string, string>();

/**
 * The statement in DuckDB's words. A process that transforms again and again has the same statements every time, and
 * translating one takes longer than running it over a few records.
 *
 * @throws SqlTranslationError for what Athena has and the bridge hasn't
 */
export function translated(sql: string): string {
  const found = known.get(sql);
  if (found !== undefined) return found;
  const text = translate(sql);
  const [oldest] = known.keys();
  if (known.size >= LIMIT && oldest !== undefined) known.delete(oldest);
  known.set(sql, text);
  return text;
}
