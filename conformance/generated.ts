import { functionNames, signaturesOf, type Pattern } from '../sql-bridge';

/** Values of each type at the edges of what it holds. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
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

const VOLATILE = new Set([
  'rand',
  'random',
  'uuid',
  'now',
  'shuffle',
  'current_timezone',
  'current_date',
  'current_groups',
]);

function valuesOf(pattern: Pattern): readonly string[] {
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

/** Combinations, few enough: every value of each place at least once, and some pairs. */
function combinations(lists: readonly (readonly string[])[], most: number): readonly (readonly string[])[] {
  const total = lists.reduce((product, list) => product * list.length, 1);
  const found: (readonly string[])[] = [];
  const step = Math.max(1, Math.floor(total / most)) | 1;
  for (let i = 0; i < total && found.length < most; i += step) {
    let rest = i;
    found.push(
      lists.map((list) => {
        const at = rest % list.length;
        rest = Math.floor(rest / list.length);
        return list[at]!;
      }),
    );
  }
  return found;
}

/** Arguments that particular functions are made for. */
const SPECIAL: Readonly<Record<string, readonly (readonly string[] | undefined)[]>> = {
  date_add: [
    ["'day'", "'month'", "'hour'", "'second'", "'week'", "'quarter'", "'year'", "'millisecond'"],
    ['1', '-1', '13', '0'],
  ],
  date_diff: [
    ["'day'", "'month'", "'hour'", "'second'", "'week'", "'quarter'", "'year'", "'millisecond'", "'minute'"],
  ],
  date_trunc: [["'day'", "'month'", "'hour'", "'second'", "'week'", "'quarter'", "'year'", "'minute'"]],
  date_format: [
    undefined,
    ["'%Y-%m-%d %H:%i:%s.%f'", "'%a %b %c %d %e %h %I %j %k %l %M %p %r %s %T %v %W %x %y %%'", "'x%z'"],
  ],
  date_parse: [
    ["'2026-01-31 10:20:30'", "'69-1-2'", "'12 PM'", "'31 January 2026'", "'x'"],
    ["'%Y-%m-%d %H:%i:%s'", "'%y-%m-%d'", "'%h %p'", "'%d %M %Y'", "'%Y'"],
  ],
  format_datetime: [
    undefined,
    ["'yyyy-MM-dd HH:mm:ss.SSS'", "'EEE, d MMM yyyy'", "'hh:mm a Z ZZ ZZZ'", "'x ww e D k K h S SS'"],
  ],
  parse_datetime: [
    ["'2026-01-31 10:20'", "'2026-01-31T10:20:30.5+0200'"],
    ["'yyyy-MM-dd HH:mm'", "'yyyy-MM-dd''T''HH:mm:ss.SZ'"],
  ],
  from_iso8601_timestamp: [
    [
      "'2026-01-31T10:20:30.123456Z'",
      "'2026-01-31'",
      "'2026-W05-6T10'",
      "'2026-031'",
      "'2026-01-31T10:20:30+02:00'",
      "'x'",
      "'2026-01-31T10:20'",
      "'2026'",
    ],
  ],
  from_iso8601_date: [["'2026-01-31'", "'2026-W05-6'", "'2026-031'", "'2026-01'", "'2026'", "'x'"]],
  at_timezone: [undefined, ["'America/New_York'", "'+05:30'", "'UTC'", "'x'"]],
  with_timezone: [undefined, ["'America/New_York'", "'+05:30'", "'Europe/Brussels'"]],
  from_unixtime: [['0', '1e9', '-1.5e0', '1700000000.1234e0'], ["'Europe/Brussels'", "'UTC'", '2'], ['30']],
  width_bucket: [
    ['5e0', '0e0', '10e0', '-1e0'],
    ['0e0', '10e0', 'ARRAY[1e0,5e0,9e0]'],
    ['10e0', '0e0'],
    ['5'],
  ],
  regexp_replace: [undefined, undefined, ["'[$1]'", "''", "'\\$x'", "x -> coalesce(x[1],'-')"]],
  to_base: [undefined, ['2', '16', '36', '37']],
  from_base: [
    ["'ff'", "'-101'", "'zz'", "''"],
    ['2', '16', '36'],
  ],
  bit_count: [
    ['7', '-1', '0', '100'],
    ['64', '8', '32', '1'],
  ],
  chr: [['65', '233', '128512', '-1', '0']],
  codepoint: [["'a'", "'é'", "''", "'ab'"]],
  from_base64: [["'YWJj'", "'YWI='", "'*'"]],
  from_base32: [["'MFRGG==='", "'x'"]],
  from_base64url: [["'YWJj'", "'_-A='"]],
  from_hex: [["'00ff'", "'0'", "'zz'"]],
  url_decode: [["'a%20b+c'", "'%C3%A9'", "'%zz'"]],
  split_to_map: [["'a=1,b=2'", "'a=1,a=2'", "''"], ["','"], ["'='"]],
  split_to_multimap: [["'a=1,b=2,a=3'"], ["','"], ["'='"]],
  json_parse: [
    [
      '\'{"b":1.10,"a":[1e5,12345678901234567890]}\'',
      "'[1,'",
      "' 1 '",
      '\'"\\u00e9\\/"\'',
      "'1.0'",
      "'true'",
    ],
  ],
  json_extract: [
    ['\'{"a":[1,2.50,"x",null],"b":{"c":true}}\'', "'[1,2]'", "'x'", 'JSON \'{"a":1}\''],
    undefined,
  ],
  json_extract_scalar: [
    ['\'{"a":[1,2.50,"x",null],"b":{"c":true}}\'', '\'{"a":1.10,"ba":2}\'', '\'{"a":1\''],
    undefined,
  ],
  json_array_contains: [
    ['\'[1,2.5,"x",true,null]\'', "JSON '[1,1]'", "'{}'"],
    ['1', '2.5e0', "'x'", 'true'],
  ],
  json_array_get: [
    ['\'[1,"b",[3],null]\'', "JSON '[1]'"],
    ['0', '-1', '1', '2', '9'],
  ],
  json_array_length: [["'[1,2]'", "'{}'", "JSON '[]'", "'x'"]],
  json_size: [['\'{"a":[1,2,3],"b":{"c":1}}\''], ["'$.a'", "'$'", "'$.b.c'"]],
  human_readable_seconds: [['0e0', '1e0', '93784e0', '-5e0', '1234567.7e0']],
  parse_duration: [["'42.8ms'", "'3.81 d'", "'5m'", "'x'"]],
  sequence: [
    ['1', '5', "DATE '2026-01-31'"],
    ['5', '1', "DATE '2026-03-31'"],
    ['1', '-2', "INTERVAL '1' MONTH", "INTERVAL '15' DAY"],
  ],
  round: [undefined, ['0', '1', '-1', '2', '5']],
  truncate: [undefined, ['0', '1', '-1', '2']],
  wilson_interval_lower: [['3', '0', '11'], ['10'], ['1.96e0']],
  wilson_interval_upper: [['3', '0', '11'], ['10'], ['1.96e0']],
  lpad: [undefined, ['5', '0', '12', '-1'], ["'xy'", "''"]],
  rpad: [undefined, ['5', '0', '12', '-1'], ["'xy'", "''"]],
  split: [undefined, ["','", "''", "'l'"], ['1', '2', '0']],
  split_part: [undefined, ["','", "''"], ['1', '2', '9', '0']],
  substr: [undefined, ['1', '2', '-2', '0', '99'], ['2', '0', '-1']],
  normalize: [
    ["'e\u0301'", "'ﬁ'"],
    ['NFC', 'NFKD'],
  ],
  luhn_check: [["'4242424242424242'", "'123'", "'x'", "''"]],
  levenshtein_distance: [
    ["'kitten'", "'é'"],
    ["'sitting'", "''"],
  ],
  hamming_distance: [["'abc'"], ["'abd'", "'x'"]],
  repeat: [
    ["'a'", '1', 'NULL'],
    ['3', '0', '-1'],
  ],
  combinations: [['ARRAY[1,2,3,4]'], ['2', '0', '5', '6']],
  ngrams: [["ARRAY['a','b','c','d']"], ['2', '1', '9', '0']],
  slice: [['ARRAY[1,2,3,4]'], ['1', '-2', '0', '9'], ['2', '0', '-1']],
  trim_array: [['ARRAY[1,2,3]'], ['1', '0', '4']],
  element_at: [undefined, ['1', '-1', '9', '0', "'a'"]],
  from_utf8: [
    ["X'61ff62'", "to_utf8('é')"],
    ["'?'", '63'],
  ],
  concat_ws: [
    ["','", 'CAST(NULL AS varchar)'],
    ["'a'", "ARRAY['x',NULL,'y']", 'CAST(NULL AS varchar)'],
    ["'b'"],
  ],
  array_join: [['ARRAY[1,NULL,3]', "ARRAY['a','b']", 'ARRAY[1.5e0]', 'ARRAY[true]'], ["','"], ["'-'"]],
};

function scalarStatements(name: string): readonly string[] {
  const found = new Set<string>();
  for (const { kind, args } of signaturesOf(name)!) {
    if (kind !== 'scalar') continue;
    if (
      args.some((pattern) =>
        ['hyperloglog', 'qdigest', 'tdigest', 'setdigest', 'ipaddress', 'color'].includes(pattern.name),
      )
    )
      continue;
    const lists = args.map((pattern, i) => SPECIAL[name]?.[i] ?? valuesOf(pattern));
    for (const values of combinations(lists, args.length <= 1 ? 12 : 16))
      found.add(`SELECT ${name}(${values.join(', ')})`);
  }
  return [...found];
}

/** Of DISTINCT values these take any, or in any order. */
const UNORDERED = new Set([
  'array_agg',
  'any_value',
  'arbitrary',
  'stddev',
  'stddev_samp',
  'stddev_pop',
  'variance',
  'var_samp',
  'var_pop',
  'skewness',
  'kurtosis',
  'geometric_mean',
]);

const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  integer: ['1, 2, 3, NULL, 2', '5'],
  bigint: ["BIGINT '9223372036854775807', 1", "BIGINT '4', -4, 0"],
  double: ['1e0, 2e0, 4e0, 8.5e0', 'nan(), 1e0, NULL', '3e0'],
  real: ["REAL '1.5', REAL '2.25', REAL '-1'"],
  decimal: ['1.10, 2.25, -3.5', "DECIMAL '99999999999999999999.99', 0.01"],
  varchar: ["'b', 'a', NULL, 'a'", "''"],
  boolean: ['true, false, NULL', 'true, true'],
  date: ["DATE '2026-01-31', DATE '2025-12-31'"],
  timestamp: ["TIMESTAMP '2026-01-31 10:00:00.123456', TIMESTAMP '2025-01-01 00:00:00'"],
  'timestamp with time zone': [
    "TIMESTAMP '2026-01-31 10:00:00 UTC', TIMESTAMP '2026-01-31 10:30:00 Europe/Brussels'",
  ],
  interval: ["INTERVAL '2' DAY, INTERVAL '1' HOUR"],
  array: ['ARRAY[1,2], ARRAY[1,3]'],
  map: ["MAP(ARRAY['a'],ARRAY[1]), MAP(ARRAY['b','a'],ARRAY[2,3])"],
};

function aggregateStatements(name: string): readonly string[] {
  const found = new Set<string>();
  const arities = new Set(
    signaturesOf(name)!
      .filter(({ kind }) => kind === 'aggregate')
      .map(({ args }) => args.length),
  );
  if (name === 'listagg') {
    return [
      "SELECT listagg(x, ',') WITHIN GROUP (ORDER BY x) FROM (VALUES 'b', 'a', NULL) t(x)",
      "SELECT listagg(DISTINCT x, '') WITHIN GROUP (ORDER BY x) FROM (VALUES 'b', 'a', 'b') t(x)",
      "SELECT listagg(x) WITHIN GROUP (ORDER BY y DESC) FROM (VALUES ('b', 1), ('a', 2)) t(x, y)",
    ];
  }
  for (const lists of Object.values(COLUMNS)) {
    for (const list of lists) {
      if (arities.has(1)) {
        found.add(`SELECT ${name}(x) FROM (VALUES ${list}) t(x)`);
        if (!UNORDERED.has(name)) found.add(`SELECT ${name}(DISTINCT x) FROM (VALUES ${list}) t(x)`);
        found.add(`SELECT ${name}(x) FROM (VALUES ${list}) t(x) WHERE false`);
        found.add(`SELECT ${name}(x) FILTER (WHERE x IS NOT NULL) OVER () FROM (VALUES ${list}) t(x)`);
      }
      if (arities.has(2)) {
        const share =
          name === 'approx_percentile'
            ? ['0.5e0', 'ARRAY[0e0, 0.25e0, 1e0]']
            : name === 'max' || name === 'min'
              ? ['2']
              : ['n', 'x', 'CAST(n AS double)'];
        for (const other of share) {
          const items = list.split(/, (?![^()[\]]*[)\]])/);
          found.add(
            `SELECT ${name}(x, ${other}) FROM (VALUES ${items.map((item, i) => `(${item}, ${i + 1})`).join(', ')}) t(x, n)`,
          );
        }
      }
    }
  }
  return [...found];
}

const CASTS = [
  'boolean',
  'tinyint',
  'integer',
  'bigint',
  'real',
  'double',
  'decimal(10,2)',
  'decimal(38,0)',
  'varchar',
  'varchar(3)',
  'char(4)',
  'varbinary',
  'date',
  'timestamp',
  'timestamp(6)',
  'timestamp(0)',
  'timestamp with time zone',
  'time',
  'json',
  'array(varchar)',
  'array(double)',
  'map(varchar,varchar)',
  'row(a bigint,b varchar)',
  'uuid',
  'interval day to second',
];
const TEXTS = [
  "'1'",
  "' 1'",
  "'+7'",
  "'1.5'",
  "' 1.5 '",
  "'1e2'",
  "'NaN'",
  "'true'",
  "'T'",
  "'x'",
  "''",
  "'300'",
  "'2026-01-31'",
  "'2026-1-1'",
  "'2026-01-31 10:20:30.123456'",
  "'2026-01-31 10:20'",
  "'2026-01-31T10:20:30'",
  "'2026-01-31 10:20:30 Europe/Brussels'",
  "'10:20:30'",
  "'99999999999999999999'",
  "'1.005'",
  "'-0.5'",
];
const NESTED = [
  'ARRAY[1,NULL]',
  "ARRAY['1','2']",
  "MAP(ARRAY['a'],ARRAY[1])",
  "ROW(1,'a')",
  "CAST(ROW(1,'a') AS row(x integer, y varchar))",
  'ARRAY[ROW(1,2)]',
  'JSON \'{"b":2,"A":"1"}\'',
  'JSON \'[1,"2",null]\'',
  "JSON '1.5'",
  "JSON 'true'",
  'JSON \'"7"\'',
  'NULL',
];

function castStatements(): readonly string[] {
  const values = [...TEXTS, ...NESTED, ...Object.values(VALUES).flatMap((list) => list.slice(0, 4))];
  return CASTS.flatMap((type) => values.flatMap((value) => [`SELECT CAST(${value} AS ${type})`])).concat(
    TEXTS.flatMap((text) => CASTS.slice(0, 18).map((type) => `SELECT TRY_CAST(${text} AS ${type})`)),
  );
}

function operatorStatements(): readonly string[] {
  const values = [
    "TINYINT '5'",
    "SMALLINT '7'",
    '3',
    '-7',
    '2147483647',
    "BIGINT '9223372036854775807'",
    '0',
    "REAL '1.5'",
    '2.5e0',
    'nan()',
    '0e0',
    '1.10',
    "DECIMAL '12345678901234567890.12'",
    '0.0',
    "'a'",
    "'3'",
    "CAST('a' AS char(3))",
    "DATE '2026-01-31'",
    "TIMESTAMP '2026-01-31 10:20:30.123456'",
    "TIMESTAMP '2026-01-31 10:20:30 Europe/Brussels'",
    "TIME '10:20:30'",
    "INTERVAL '36' HOUR",
    "INTERVAL '14' MONTH",
    'true',
    'NULL',
    'ARRAY[1,NULL]',
    'ARRAY[1,2]',
    "MAP(ARRAY['a','b'],ARRAY[1,2])",
    "MAP(ARRAY['b','a'],ARRAY[2,1])",
    "ROW(1,'a')",
    'ROW(1,NULL)',
    "JSON '1'",
    "X'61'",
  ];
  const operators = ['+', '-', '*', '/', '%', '=', '<', '>=', '<>', '||', 'IS DISTINCT FROM'];
  return values.flatMap((a) =>
    values.flatMap((b) => operators.map((operator) => `SELECT ${a} ${operator} ${b}`)),
  );
}

export const TOPICS = ['scalars', 'aggregates', 'casts', 'operators'] as const;
export type Topic = (typeof TOPICS)[number];

/** Statements that are made, not written: every function and every pair of types, at the edges. */
export function generated(topic: Topic): readonly string[] {
  if (topic === 'casts') return castStatements();
  if (topic === 'operators') return operatorStatements();
  const names = functionNames().filter((name) => !VOLATILE.has(name));
  return names.flatMap(topic === 'scalars' ? scalarStatements : aggregateStatements);
}
