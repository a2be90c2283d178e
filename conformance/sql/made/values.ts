import type { Pattern } from '../../../sql-bridge';

/** Values of each type at the edges of what it holds. */
export const VALUES: Readonly<Record<string, readonly string[]>> = {
  boolean: ['true', 'false', 'CAST(NULL AS boolean)'],
  tinyint: ["TINYINT '0'", "TINYINT '127'", "TINYINT '-128'", "TINYINT '5'"],
  smallint: ["SMALLINT '7'", "SMALLINT '-32768'"],
  integer: ['0', '1', '-1', '2147483647', 'CAST(NULL AS integer)', '3'],
  bigint: [
    '0',
    '1',
    '-1',
    '2',
    '9223372036854775807',
    "BIGINT '-9223372036854775808'",
    'CAST(NULL AS bigint)',
    '16',
    '64',
  ],
  real: ["REAL '1.5'", "REAL '-0.1'", 'CAST(nan() AS real)', "REAL '2'"],
  double: [
    '0e0',
    '1e0',
    '-1.5e0',
    '2.5e0',
    '1e300',
    'nan()',
    'infinity()',
    'CAST(NULL AS double)',
    '0.3e0',
    '100e0',
  ],
  decimal: [
    "DECIMAL '10.50'",
    '-2.5',
    '0.005',
    "DECIMAL '12345678901234567890.123456789'",
    '3.0',
    'CAST(NULL AS decimal(10,2))',
  ],
  varchar: [
    "''",
    "'a'",
    "'héllo wörld'",
    "'A,b,,c'",
    "'  x '",
    'CAST(NULL AS varchar)',
    "'😀x'",
    "'2026-01-31'",
    "'12'",
    '\'{"a":[1,2.50,"x",null],"b":{"c":true}}\'',
    "'http://u:p@example.com:8080/a%20b/c?x=1&y=a+b&x=2#frag'",
  ],
  char: ["CAST('ab' AS char(4))"],
  varbinary: ["X''", "X'00ff41'", "to_utf8('abc')", 'CAST(NULL AS varbinary)', "X'0102030405060708'"],
  date: [
    "DATE '2026-01-31'",
    "DATE '1969-12-31'",
    "DATE '2024-02-29'",
    'CAST(NULL AS date)',
    "DATE '2021-01-03'",
  ],
  timestamp: [
    "TIMESTAMP '2026-01-31 10:20:30.456'",
    "TIMESTAMP '1969-12-31 23:59:59.999999'",
    "TIMESTAMP '2024-02-29 00:00:00'",
    'CAST(NULL AS timestamp)',
  ],
  'timestamp with time zone': [
    "TIMESTAMP '2026-03-29 01:30:00 Europe/Brussels'",
    "TIMESTAMP '2026-10-25 02:30:00.5 Europe/Brussels'",
    "TIMESTAMP '2026-01-31 10:20:30.456 UTC'",
    "TIMESTAMP '2026-01-31 10:20:30 -05:30'",
  ],
  time: ["TIME '10:20:30.456'", "TIME '23:59:59'"],
  'interval day to second': [
    "INTERVAL '2' DAY",
    "INTERVAL '-3' HOUR",
    "INTERVAL '1 02:03:04.567' DAY TO SECOND",
  ],
  'interval year to month': ["INTERVAL '14' MONTH", "INTERVAL '-1' YEAR"],
  json: ['JSON \'[1,2.50,"x",null]\'', 'JSON \'{"b":1,"a":"x"}\'', "JSON 'null'", 'JSON \'"t"\''],
  uuid: ["UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'"],
  joniregexp: ["'(a)(x)?'", "'[a-z]+'", "''", "','", "'^.'"],
  jsonpath: ["'$.a'", "'$.a[1]'", "'$'", "'$.b.c'", "'$.zz'"],
  codepoints: ["'ax'", "' '"],
};

const ARRAYS: Readonly<Record<string, readonly string[]>> = {
  t: [
    'ARRAY[1,2,3]',
    'ARRAY[3,1,NULL,2,1]',
    "ARRAY['b','a','b']",
    'CAST(ARRAY[] AS array(integer))',
    'ARRAY[1.5,2.25]',
    'CAST(NULL AS array(integer))',
    'ARRAY[nan(),1e0]',
    "ARRAY[TIMESTAMP '2026-01-01 00:00:00']",
  ],
  double: ['ARRAY[1e0,2e0,4e0]', 'ARRAY[0.5e0]'],
  varchar: ["ARRAY['a',NULL,'c']", "ARRAY['x']"],
  boolean: ['ARRAY[true,false]'],
};
const MAPS = [
  "MAP(ARRAY['a','b'],ARRAY[1,2])",
  "MAP(ARRAY[2,1],ARRAY['x',NULL])",
  'CAST(NULL AS map(varchar,integer))',
];

const LAMBDAS: Readonly<Record<number, readonly string[]>> = {
  1: ['x -> x', 'x -> x IS NOT NULL', 'x -> x > 1', 'x -> x + 1', "x -> CAST(x AS varchar) || '!'"],
  2: [
    '(x, y) -> x',
    '(x, y) -> y',
    '(x, y) -> x + y',
    '(x, y) -> x > y',
    '(x, y) -> IF(x < y, 1, IF(x > y, -1, 0))',
  ],
  3: ['(x, y, z) -> y', '(x, y, z) -> coalesce(y, z)'],
};

/** Values that a parameter of a function takes. */
export function valuesOf(pattern: Pattern): readonly string[] {
  const { name, args, zone } = pattern;
  if (name === 'function') return LAMBDAS[args.length - 1] ?? [];
  if (name === 'array') {
    const inner = args[0]!;
    if (inner.name === 'array') return ['ARRAY[ARRAY[1,2],ARRAY[3],NULL]', "ARRAY[ARRAY['a']]"];
    if (inner.name === 'row') return ["ARRAY[ROW('a',1),ROW('b',NULL)]", "ARRAY[ROW(1,'x'),ROW(1,'y')]"];
    return ARRAYS[inner.name] ?? ARRAYS.t!;
  }
  if (name === 'map')
    return args[1]?.name === 'double'
      ? ["MAP(ARRAY['a','b'],ARRAY[1e0,2e0])", "MAP(ARRAY['a'],ARRAY[3e0])"]
      : MAPS;
  const values = VALUES[zone ? `${name} with time zone` : name];
  if (values) return values;
  return ['1', "'b'", 'NULL', '2.5', "DATE '2026-01-31'"];
}
