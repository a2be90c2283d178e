import { sqlParser } from '../core/plan/sql-parser';
import type { SqlTranslationError } from './errors';
import { isNode, type Node } from './node';
import { refused } from './unsupported';

interface Parsed {
  readonly success: boolean;
  readonly ast?: unknown;
  readonly error?: string | null;
}

let parse: ((sql: string) => Parsed) | undefined;

/** Makes {@link parseAthena} ready. */
export async function loadParser(): Promise<void> {
  const { Dialect, parse: parseAs } = await sqlParser();
  parse = (sql) => parseAs(sql, Dialect.Trino);
}

/**
 * Parses one Athena statement.
 *
 * @throws SqlTranslationError when the text does not parse or holds several statements.
 */
export function parseAthena(sql: string): Node {
  if (!parse) {
    throw refused(
      'a statement before the parser was loaded',
      'a loaded parser',
      'Await `loadParser()` or `installPrelude(connection)` first.',
    );
  }
  if (/\bgroup\s+by\s+distinct\b/i.test(sql.replace(/'[^']*'|"[^"]*"/g, ''))) {
    throw refused('GROUP BY DISTINCT', 'GROUP BY', 'Leave out DISTINCT: the parser would lose it.');
  }
  const { success, ast, error } = parse(sql);
  if (!success) throw unparsable(error);
  const statements: readonly unknown[] = Array.isArray(ast) ? ast : [];
  const [statement] = statements;
  if (statements.length !== 1 || !isNode(statement)) {
    throw refused(`${statements.length} statements`, 'one statement', 'Send each statement on its own.');
  }
  return statement;
}

/** The parser's message may quote the text of the statement, so only its position is passed on. */
function unparsable(message: string | null | undefined): SqlTranslationError {
  const place = /line \d+, column \d+/.exec(message ?? '')?.[0] ?? 'an unknown place';
  const tooDeep = /DEPTH_EXCEEDED|call stack/.test(message ?? '');
  return refused(
    tooDeep ? 'a statement nested more than 30 levels deep' : `text that does not parse at ${place}`,
    'one Athena SQL statement',
    tooDeep ? 'Move inner queries into WITH.' : 'Correct the statement there.',
  );
}
