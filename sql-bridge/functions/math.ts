import { as, byCount, macro, never, raiseIf, template, type FunctionTable } from '../bridge';

const TRIGONOMETRY = [
  'acos',
  'asin',
  'atan',
  'cos',
  'sin',
  'tan',
  'cosh',
  'sinh',
  'tanh',
  'cbrt',
  'degrees',
  'radians',
  'exp',
];

const bits = (operator: string): FunctionTable[string] =>
  template(2, (a, b) => `(CAST(${a} AS BIGINT) ${operator} CAST(${b} AS BIGINT))`);

/** @see https://trino.io/docs/current/functions/math.html */
export const mathFunctions: FunctionTable = {
  ...Object.fromEntries(TRIGONOMETRY.map((name) => [name, as(name)])),
  abs: as('abs'),
  atan2: as('atan2', 2),
  bit_count: macro(2),
  bitwise_and: bits('&'),
  bitwise_left_shift: bits('<<'),
  bitwise_not: template(1, (a) => `(~CAST(${a} AS BIGINT))`),
  bitwise_or: bits('|'),
  bitwise_right_shift: macro(2),
  bitwise_right_shift_arithmetic: bits('>>'),
  bitwise_xor: template(2, (a, b) => `xor(CAST(${a} AS BIGINT), CAST(${b} AS BIGINT))`),
  ceil: macro(),
  ceiling: template(1, (x) => `athena_ceil(${x})`),
  e: template(0, () => 'exp(1)'),
  floor: macro(),
  from_base: never('DuckDB reads no numbers in other bases'),
  infinity: template(0, () => "CAST('Infinity' AS DOUBLE)"),
  is_finite: template(1, (x) => `isfinite(CAST(${x} AS DOUBLE))`),
  is_infinite: template(1, (x) => `isinf(CAST(${x} AS DOUBLE))`),
  is_nan: template(1, (x) => `isnan(CAST(${x} AS DOUBLE))`),
  ln: macro(),
  log: macro(2),
  log10: macro(),
  log2: macro(),
  mod: template(2, (a, b) => `athena_mod(${a}, ${b})`),
  nan: template(0, () => "CAST('NaN' AS DOUBLE)"),
  pi: as('pi', 0),
  pow: template(2, (x, p) => `pow(${x}, ${p})`),
  power: template(2, (x, p) => `pow(${x}, ${p})`),
  rand: template(0, () => 'random()'),
  random: byCount({
    0: () => 'random()',
    1: template(1, (n) => `CAST(floor(random() * ${n}) AS BIGINT)`),
    2: template(2, (from, to) => `CAST(floor(${from} + random() * (${to} - ${from})) AS BIGINT)`),
  }),
  round: as('round', 1, 2),
  sign: macro(),
  sqrt: macro(),
  to_base: macro(2),
  truncate: as('trunc', 1, 2),
  typeof: never('types have other names', 'Use CAST to make a type certain.'),
  uuid: as('uuid', 0),
  width_bucket: byCount({ 2: macro(2), 4: macro(4) }),
};

const isFloat = (x: string): string => `typeof(${x}) IN ('DOUBLE', 'FLOAT')`;
const isDecimal = (x: string): string => `typeof(${x}) LIKE 'DECIMAL%'`;
const scale = (x: string): string =>
  `CASE WHEN ${isDecimal(x)} THEN CAST(regexp_extract(typeof(${x}), ',([0-9]+)', 1) AS INTEGER) ELSE 0 END`;
const NAN = "CAST('NaN' AS DOUBLE)";
const logarithm = (name: string): string =>
  `athena_${name}(x) AS CASE WHEN x < 0 THEN ${NAN} WHEN x = 0 THEN CAST('-Infinity' AS DOUBLE) ELSE ${name}(x) END`;

export const mathMacros: readonly string[] = [
  `athena_bit_count(x, n) AS ${raiseIf('n <> 64', 'bit_count is bridged for 64 bits', 'CAST(bit_count(CAST(x AS BIGINT)) AS BIGINT)')}`,
  `athena_bitwise_right_shift(x, n) AS ${raiseIf('x < 0', 'bitwise_right_shift is bridged for numbers from 0', '(CAST(x AS BIGINT) >> n)')}`,
  // Integers stay integers.
  'athena_ceil(x) AS cast_to_type(ceil(x), round(x))',
  'athena_floor(x) AS cast_to_type(floor(x), round(x))',
  logarithm('ln'),
  logarithm('log10'),
  logarithm('log2'),
  'athena_log(b, x) AS athena_ln(x) / athena_ln(b)',
  `athena_sqrt(x) AS CASE WHEN x < 0 THEN ${NAN} ELSE sqrt(x) END`,
  'athena_sign(x) AS cast_to_type(sign(x), round(x))',
  "athena_to_base(x, radix) AS CASE WHEN x < 0 THEN '-' ELSE '' END || lower(to_base(abs(x), radix))",
  `athena_width_bucket(x, bins) AS CAST(len(list_filter(bins, lambda bin: bin <= x)) AS BIGINT),
    (x, low, high, n) AS CASE WHEN low <= high THEN
      CASE WHEN x < low THEN 0 WHEN x >= high THEN n + 1 ELSE CAST(floor(CAST(x - low AS DOUBLE) * n / (high - low)) AS BIGINT) + 1 END
    ELSE CASE WHEN x > low THEN 0 WHEN x <= high THEN n + 1 ELSE CAST(floor(CAST(low - x AS DOUBLE) * n / (low - high)) AS BIGINT) + 1 END END`,

  // Integers truncate, doubles follow IEEE 754, decimals keep the larger scale and round half up.
  // Every branch is cast to the type of a sum, so that branches which do not count do not widen it.
  `athena_divide(a, b) AS CASE
    WHEN typeof(a + b) IN ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT')
    THEN CASE WHEN b = 0 THEN CAST('Division by zero' AS TINYINT) ELSE cast_to_type(a // b, a + b) END
    WHEN ${isFloat('a + b')} THEN cast_to_type(a / b, a + b)
    ELSE cast_to_type(athena_divide_decimal(a, b, greatest(${scale('a')}, ${scale('b')}), ${scale('a')}, ${scale('b')}), a + b + a + b + a + b) END`,
  "athena_power_of_ten(n) AS CAST(rpad('1', n + 1, '0') AS HUGEINT)",
  // Exact: by whole numbers, half up, and back by way of text. s, sa and sb are scales.
  `athena_divide_decimal(a, b, s, sa, sb) AS athena_decimal_text(
    CAST(a * athena_power_of_ten(sa) AS HUGEINT) * athena_power_of_ten(s + sb - sa), CAST(b * athena_power_of_ten(sb) AS HUGEINT), s)`,
  `athena_decimal_text(n, d, s) AS CASE WHEN d = 0 THEN CAST(CAST('Division by zero' AS TINYINT) AS VARCHAR)
    ELSE CASE WHEN (n < 0) <> (d < 0) THEN '-' ELSE '' END || athena_point((2 * abs(n) + abs(d)) // (2 * abs(d)), athena_power_of_ten(s), s) END`,
  "athena_point(q, ten, s) AS CAST(q // ten AS VARCHAR) || '.' || lpad(CAST(q % ten AS VARCHAR), s, '0') || '0'",
  `athena_mod(a, b) AS ${raiseIf(`b = 0 AND NOT (${isFloat('a')} OR ${isFloat('b')})`, 'Division by zero', 'a % b')}`,
  `athena_minus(a, b) AS ${raiseIf("typeof(a) = 'DATE' AND typeof(b) = 'DATE'", "Subtract dates with date_diff('day', from, to)", '(a - b)')}`,
];
