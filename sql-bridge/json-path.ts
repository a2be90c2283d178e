import { refused } from './unsupported';

/** One step of a path: `.name`, `["name"]` or `[0]`. */
const STEP = /\.([A-Za-z_][\w-]*)|\.\*|\[\s*(?:"([^"\\]*)"|'([^'\\]*)'|(\d+))\s*\]/y;

/**
 * Rewrites a path of Athena's JSON functions for DuckDB, every name quoted.
 *
 * Wildcards are refused: Athena answers NULL or an array, DuckDB a list.
 *
 * @see https://trino.io/docs/current/functions/json.html#json-functions
 */
export function duckPath(path: string): string {
  return `$${steps(path)
    .map((step) => (typeof step === 'number' ? `[${step}]` : `."${step}"`))
    .join('')}`;
}

/** The name a path ends with; undefined when it ends with an index. */
export function lastKey(path: string): string | undefined {
  const last = steps(path).at(-1);
  return typeof last === 'string' ? last : undefined;
}

function steps(path: string): ReadonlyArray<string | number> {
  const found: Array<string | number> = [];
  STEP.lastIndex = 1;
  let end = path.startsWith('$') ? 1 : -1;
  while (end > 0 && end < path.length) {
    const match = STEP.exec(path);
    const [, plain, double, single, index] = match ?? [];
    const name = plain ?? double ?? single;
    if (!match || (name === undefined && index === undefined)) end = -1;
    else {
      found.push(index === undefined ? name! : Number(index));
      end = STEP.lastIndex;
    }
  }
  if (end !== path.length) {
    throw refused(
      'a JSON path of this form',
      "a path of names and indexes such as '$.a.b[0]'",
      'Name each step; unnest arrays instead of using wildcards.',
    );
  }
  return found;
}
