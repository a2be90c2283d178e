import { quote, raiseIf } from './bridge';

/** The text of any value; for JSON, the text of a scalar. */
const text =
  "CASE WHEN typeof(x) = 'JSON' THEN athena_json_text(CAST(x AS VARCHAR)) ELSE CAST(x AS VARCHAR) END";
const isText = "typeof(x) IN ('VARCHAR', 'JSON')";
const isFloat = "typeof(x) IN ('DOUBLE', 'FLOAT')";
const fails = (type: string): string => `CAST(${quote(`Cannot cast to ${type}`)} AS ${type})`;

/** Text must match the pattern; DuckDB takes more forms. */
const fromText = (type: string, pattern: string, value = 't'): string =>
  `CASE WHEN t IS NULL THEN NULL WHEN regexp_full_match(t, ${quote(pattern)}) THEN CAST(${value} AS ${type}) ELSE ${fails(type)} END`;

/** Text is digits only, doubles round half away from zero (DuckDB: to even). */
const integer = (name: string, type: string): readonly string[] => [
  `athena_text_to_${name}(t) AS CASE WHEN t IN ('true', 'false') THEN ${fails(type)} ELSE ${fromText(type, '[+-]?[0-9]+')} END`,
  `athena_to_${name}(x) AS CASE WHEN typeof(x) = 'JSON' AND json_type(CAST(x AS VARCHAR)) = 'DOUBLE' THEN CAST(round(CAST(${text} AS DOUBLE)) AS ${type})
    WHEN typeof(x) = 'JSON' AND json_type(CAST(x AS VARCHAR)) = 'BOOLEAN' THEN CAST(CAST(${text} AS BOOLEAN) AS ${type})
    WHEN ${isText} THEN athena_text_to_${name}(${text})
    WHEN ${isFloat} THEN CAST(round(CAST(x AS DOUBLE)) AS ${type}) ELSE CAST(x AS ${type}) END`,
];

const NUMBER = '\\s*[+-]?(NaN|Infinity|([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?)\\s*';
const DATE = '\\s*[+-]?[0-9]{4,}-[0-9]{1,2}-[0-9]{1,2}\\s*';
const TIMESTAMP =
  '\\s*[+-]?[0-9]{4,}-[0-9]{1,2}-[0-9]{1,2}( [0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}(\\.[0-9]+)?)?)?\\s*';

/** Rounds to p digits of a second, half up. */
const rounded = (p: number): string => `make_timestamp(epoch_us(x) + ${10 ** (6 - p) / 2}
  - ((epoch_us(x) + ${10 ** (6 - p) / 2}) % ${10 ** (6 - p)} + ${10 ** (6 - p)}) % ${10 ** (6 - p)})`;

/** Of the text u of a double: its digits without the point, and the exponent of the first that counts. */
const digits = "replace(split_part(u, 'e', 1), '.', '')";
const exponent = `coalesce(TRY_CAST(nullif(split_part(u, 'e', 2), '') AS INTEGER), 0) + length(split_part(split_part(u, 'e', 1), '.', 1)) - 1
  - (length(${digits}) - length(ltrim(${digits}, '0')))`;

/** Macros behind CAST. @see https://trino.io/docs/current/functions/conversion.html */
export const castMacros: readonly string[] = [
  // Objects and arrays do not cast to scalars.
  `athena_json_text(j) AS ${raiseIf("json_type(j) IN ('OBJECT', 'ARRAY')", 'Cannot cast a JSON object or array to a scalar', "json_extract_string(j, '$')")}`,
  ...integer('tinyint', 'TINYINT'),
  ...integer('smallint', 'SMALLINT'),
  ...integer('integer', 'INTEGER'),
  ...integer('bigint', 'BIGINT'),
  `athena_text_to_double(t) AS ${fromText('DOUBLE', NUMBER)}`,
  `athena_text_to_real(t) AS ${fromText('FLOAT', NUMBER)}`,
  `athena_to_double(x) AS CASE WHEN ${isText} THEN athena_text_to_double(${text}) ELSE CAST(x AS DOUBLE) END`,
  `athena_to_real(x) AS CASE WHEN ${isText} THEN athena_text_to_real(${text}) ELSE CAST(x AS FLOAT) END`,
  // By way of text, as Athena does: a double counts with its shortest digits.
  `athena_text_to_decimal(t) AS ${fromText('VARCHAR', '[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?').replace(/ELSE .* END$/, "ELSE CAST(CAST('Cannot cast to DECIMAL' AS TINYINT) AS VARCHAR) END")}`,
  `athena_decimal(x) AS CASE WHEN typeof(x) = 'BOOLEAN' THEN CAST(CAST(x AS TINYINT) AS VARCHAR) WHEN ${isText} THEN athena_text_to_decimal(${text}) ELSE CAST(x AS VARCHAR) END`,
  `athena_text_to_boolean(t) AS ${fromText('BOOLEAN', '(?i)t|true|1|f|false|0', 'lower(t)')}`,
  `athena_to_boolean(x) AS CASE WHEN ${isText} THEN athena_text_to_boolean(${text}) ELSE CAST(x AS BOOLEAN) END`,
  `athena_text_to_date(t) AS ${fromText('DATE', DATE, 'trim(t, athena_whitespace())')}`,
  `athena_to_date(x) AS CASE WHEN ${isText} THEN athena_text_to_date(CAST(x AS VARCHAR)) ELSE CAST(x AS DATE) END`,
  `athena_text_to_timestamp(t) AS ${fromText('TIMESTAMP', TIMESTAMP, 'trim(t, athena_whitespace())')}`,
  `athena_to_timestamp(x) AS CASE WHEN ${isText} THEN athena_text_to_timestamp(CAST(x AS VARCHAR)) ELSE CAST(x AS TIMESTAMP) END`,
  // A text may end with UTC; other zones would be lost.
  `athena_to_timestamptz(x) AS CAST(CASE WHEN ${isText}
    THEN athena_text_to_timestamp(regexp_replace(CAST(x AS VARCHAR), ' ?(UTC|Z|[+-]00:00)$', '')) ELSE CAST(x AS TIMESTAMP) END AS TIMESTAMPTZ)`,
  ...[0, 1, 2, 3, 4, 5].flatMap((p) => [
    `athena_round_${p}(x) AS ${rounded(p)}`,
    `athena_to_timestamp_${p}(x) AS athena_round_${p}(athena_to_timestamp(x))`,
    `athena_to_timestamptz_${p}(x) AS CAST(athena_round_${p}(CAST(athena_to_timestamptz(x) AS TIMESTAMP)) AS TIMESTAMPTZ)`,
  ]),
  `athena_to_varbinary(x) AS CASE WHEN typeof(x) = 'VARCHAR' THEN encode(CAST(x AS VARCHAR)) ELSE CAST(x AS BLOB) END`,
  `athena_to_json(x) AS CASE WHEN typeof(x) = 'JSON' THEN CAST(CAST(x AS VARCHAR) AS JSON) ELSE to_json(x) END`,
  // Java writes large and small doubles as 1.0E10.
  `athena_scientific(sign, digits, exponent) AS sign || left(digits, 1) || '.' || coalesce(nullif(rtrim(substr(digits, 2), '0'), ''), '0') || 'E' || CAST(exponent AS VARCHAR)`,
  `athena_float_text(x, s, u) AS CASE WHEN isnan(x) THEN 'NaN' WHEN isinf(x) THEN CASE WHEN x > 0 THEN 'Infinity' ELSE '-Infinity' END
    WHEN x = 0 OR (abs(x) >= 0.001 AND abs(x) < 10000000) THEN s
    ELSE athena_scientific(CASE WHEN x < 0 THEN '-' ELSE '' END, ltrim(${digits}, '0'), ${exponent}) END`,
  // The digits of a timestamp depend on a precision that DuckDB does not keep.
  `athena_to_varchar(x) AS CASE WHEN typeof(x) = 'JSON' THEN athena_json_text(CAST(x AS VARCHAR))
    WHEN ${isFloat} THEN athena_float_text(CAST(x AS DOUBLE), CAST(x AS VARCHAR), ltrim(CAST(x AS VARCHAR), '-'))
    ELSE ${raiseIf(
      "typeof(x) LIKE 'TIME%'",
      'Write times with date_format, or cast to timestamp(p) first',
      raiseIf(
        "typeof(x) IN ('BLOB', 'INTERVAL') OR typeof(x) LIKE '%[]' OR typeof(x) LIKE 'STRUCT%' OR typeof(x) LIKE 'MAP%'",
        'Cannot cast this type to varchar',
        'CAST(x AS VARCHAR)',
      ),
    )} END`,
  `athena_to_short_varchar(x, n) AS ${raiseIf("typeof(x) <> 'VARCHAR' AND length(athena_to_varchar(x)) > n", 'Value does not fit into varchar(n)', 'left(athena_to_varchar(x), n)')}`,
  `athena_timestamp_text(x, p) AS CASE p WHEN 0 THEN strftime(x, '%Y-%m-%d %H:%M:%S') ELSE left(strftime(x, '%Y-%m-%d %H:%M:%S.%f'), 20 + p) END`,
];
