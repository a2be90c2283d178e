import { SqlError } from '../errors';

const STEP = /\.([\p{L}\p{N}_:]+)|\.?\[\s*"((?:[^"\\]|\\["\\])*)"\s*\]|\.?\[\s*([\p{L}\p{N}_]+)\s*\]/uy;

/**
 * The steps of a path such as `$.a["b c"][0]`.
 *
 * @throws SqlError INVALID_FUNCTION_ARGUMENT for other forms, as Trino does
 * @see https://github.com/trinodb/trino/blob/435/core/trino-main/src/main/java/io/trino/operator/scalar/JsonPathTokenizer.java
 */
export function jsonPath(path: string): readonly string[] {
  const steps: string[] = [];
  let at = path.startsWith('$') ? 1 : -1;
  while (at > 0 && at < path.length) {
    STEP.lastIndex = at;
    const match = STEP.exec(path);
    if (!match) at = -1;
    else {
      const [, plain, quoted, bare] = match;
      steps.push(plain ?? bare ?? quoted!.replace(/\\(["\\])/g, '$1'));
      at = STEP.lastIndex;
    }
  }
  if (at !== path.length)
    throw new SqlError(
      'INVALID_FUNCTION_ARGUMENT',
      'Invalid JSON path: write names and places, such as $.a["b c"][0]',
    );
  return steps;
}

/** The same path for DuckDB, every name quoted; undefined where DuckDB would read it another way. */
export function duckPath(steps: readonly string[]): string | undefined {
  if (steps.some((step) => /["\\*]|^$/.test(step))) return undefined;
  return `$${steps.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `."${step}"`)).join('')}`;
}
