import { counted, macro, quote, template, type Bridge, type FunctionTable } from '../bridge';
import { duckPath, lastKey } from '../json-path';
import { stringLiteral, type Node } from '../node';
import { refused } from '../unsupported';

/** JSON number texts that follow the key, for `athena_number_text`; nothing matches without a key. */
export function numberPattern(key: string | undefined): string {
  if (key === undefined) return '(^$)';
  const escaped = key.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return `"${escaped}"\\s*:\\s*(-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)`;
}

/** The path of a JSON function, which must be a literal so that it can be checked. */
function literalPath(name: string, path: Node | undefined): string {
  const text = stringLiteral(path);
  if (text === undefined) {
    throw refused(
      `\`${name}\` with a computed path`,
      'a literal path',
      'Write the path as a string literal.',
    );
  }
  return text;
}

const withPath = (write: (json: string, path: string, pattern: string) => string): Bridge =>
  counted(2, 2, ({ name, args, emit }) => {
    const path = literalPath(name, args[1]);
    return write(emit(args[0]!), quote(duckPath(path)), quote(numberPattern(lastKey(path))));
  });

/** @see https://trino.io/docs/current/functions/json.html */
export const jsonFunctions: FunctionTable = {
  json_extract: withPath((json, path) => `athena_json_extract(${json}, ${path})`),
  json_extract_scalar: withPath(
    (json, path, pattern) => `athena_json_extract_scalar(${json}, ${path}, ${pattern})`,
  ),
  json_size: withPath((json, path) => `athena_json_size(athena_json_extract(${json}, ${path}))`),
  json_parse: template(1, (text) => `CAST(json(${text}) AS JSON)`),
  json_format: template(1, (json) => `CAST(${json} AS VARCHAR)`),
  json_array_length: macro(),
  json_array_contains: macro(2),
  is_json_scalar: template(1, (json) => `(json_type(${json}) NOT IN ('OBJECT', 'ARRAY'))`),
};

/** Malformed text gives NULL in Athena and an error in DuckDB. */
const valid = "typeof(j) = 'JSON' OR json_valid(CAST(j AS VARCHAR))";

export const jsonMacros: readonly string[] = [
  'athena_json_extract(j, p) AS TRY(json_extract(CAST(j AS VARCHAR), p))',
  `athena_json_extract_scalar(j, p, pattern) AS athena_json_scalar(CAST(j AS VARCHAR), p, TRY(json_extract_string(CAST(j AS VARCHAR), p)), pattern)`,
  // s is what json_extract_string gave: objects and arrays count as NULL, numbers keep their text.
  // Comparisons come first because each look at s costs: most texts fall through them.
  `athena_json_scalar(j, p, s, pattern) AS CASE
    WHEN s >= '{' THEN athena_json_no_tree(j, p, s)
    WHEN s < '\\' AND s >= '[' THEN athena_json_no_tree(j, p, s)
    WHEN s < ':' AND (contains(s, '.') OR contains(s, 'e')) AND NOT contains(s, ':') THEN athena_json_number(j, p, s, pattern)
    ELSE s END`,
  `athena_json_no_tree(j, p, s) AS CASE WHEN json_type(j, p) NOT IN ('OBJECT', 'ARRAY') THEN s END`,
  `athena_json_number(j, p, s, pattern) AS CASE WHEN TRY_CAST(s AS DOUBLE) IS NOT NULL AND json_type(j, p) = 'DOUBLE'
    THEN athena_number_text(j, s, pattern) ELSE s END`,
  // DuckDB writes 1.10 as 1.1: the text is looked up again behind its key.
  `athena_number_text(j, s, pattern) AS coalesce(list_filter(regexp_extract_all(j, pattern, 1),
    lambda t: TRY_CAST(t AS DOUBLE) = CAST(s AS DOUBLE))[1], s)`,
  `athena_json_array_length(j) AS CASE WHEN (${valid}) AND json_type(CAST(j AS VARCHAR)) = 'ARRAY'
    THEN CAST(json_array_length(CAST(j AS VARCHAR)) AS BIGINT) END`,
  `athena_json_size(j) AS CASE json_type(j) WHEN 'OBJECT' THEN CAST(len(json_keys(j)) AS BIGINT)
    WHEN 'ARRAY' THEN CAST(json_array_length(j) AS BIGINT) WHEN NULL THEN NULL ELSE 0 END`,
  `athena_json_array_contains(j, v) AS CASE WHEN (${valid}) AND json_type(CAST(j AS VARCHAR)) = 'ARRAY'
    THEN list_contains(CAST(CAST(CAST(j AS JSON) AS JSON[]) AS VARCHAR[]), CAST(to_json(v) AS VARCHAR)) END`,
];
