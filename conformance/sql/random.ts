/** A small generator of numbers, the same on every run: what fails can be found again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Kind = 'integer' | 'decimal' | 'double' | 'text' | 'boolean' | 'date' | 'timestamp';

const LEAVES: Readonly<Record<Kind, readonly string[]>> = {
  integer: ['0', '1', '-3', '7', '1000', 'NULL'],
  decimal: ['1.5', '-0.25', '10.00', '0.1'],
  double: ['1e0', '-2.5e0', '0.1e0'],
  text: ["''", "'a'", "'Bcd'", "'é'", "'12'", 'CAST(NULL AS varchar)'],
  boolean: ['true', 'false', 'CAST(NULL AS boolean)'],
  date: ["DATE '2026-01-31'", "DATE '2024-02-29'"],
  timestamp: ["TIMESTAMP '2026-01-31 10:20:30.456'", "TIMESTAMP '1969-12-31 23:59:59'"],
};

/** Expressions of each kind, `$kind` standing for one inside. */
const FORMS: Readonly<Record<Kind, readonly string[]>> = {
  integer: [
    '($integer + $integer)',
    '($integer - $integer)',
    '($integer * 2)',
    '($integer / $integer)',
    '($integer % 7)',
    'length($text)',
    'abs($integer)',
    'coalesce($integer, $integer)',
    'CAST($decimal AS integer)',
    'CAST($double AS bigint)',
    'year($date)',
    'day($timestamp)',
    "date_diff('day', $date, $date)",
    'IF($boolean, $integer, $integer)',
    "strpos($text, 'c')",
    'try($integer / 0)',
    'cardinality(split($text, $text))',
    'greatest($integer, $integer)',
  ],
  decimal: [
    '($decimal + $decimal)',
    '($decimal * $decimal)',
    '($decimal / $decimal)',
    '($decimal - $integer)',
    'round($decimal, 1)',
    'CAST($integer AS decimal(10,2))',
    'nullif($decimal, $decimal)',
    'abs($decimal)',
    'CASE WHEN $boolean THEN $decimal ELSE $decimal END',
    'least($decimal, $decimal)',
    'ceil($decimal)',
    '($decimal % 3)',
  ],
  double: [
    '($double + $double)',
    '($double * $integer)',
    '($double / $double)',
    'round($double, 2)',
    'CAST($decimal AS double)',
    'sqrt(abs($double))',
    'floor($double)',
    'coalesce($double, $decimal)',
  ],
  text: [
    '($text || $text)',
    'upper($text)',
    'substr($text, 2)',
    "replace($text, 'a', $text)",
    'CAST($integer AS varchar)',
    'CAST($decimal AS varchar)',
    'CAST($date AS varchar)',
    'CAST($timestamp AS varchar)',
    'reverse($text)',
    "lpad($text, 5, 'xy')",
    "split_part($text, 'c', 1)",
    "regexp_replace($text, '[a-c]', '<$0>')",
    "date_format($timestamp, '%Y/%m/%d %H')",
    'coalesce($text, $text)',
    'CAST($boolean AS varchar)',
    'to_hex(to_utf8($text))',
    'CAST($double AS varchar)',
    "json_extract_scalar('{\"k\":1.50}', '$.k')",
    'typeof($decimal)',
  ],
  boolean: [
    '($integer < $integer)',
    '($decimal = $integer)',
    '($double >= $decimal)',
    '($text = $text)',
    "($text LIKE '%c_')",
    '($boolean AND $boolean)',
    '($boolean OR $boolean)',
    '(NOT $boolean)',
    '($integer IS NULL)',
    '($date < $timestamp)',
    '($integer BETWEEN $integer AND $integer)',
    '($text IN ($text, $text))',
    '($decimal IS DISTINCT FROM $decimal)',
    "regexp_like($text, '^[A-Z]')",
    'contains(ARRAY[$integer, $integer], $integer)',
  ],
  date: [
    "date_trunc('month', $date)",
    "date_add('month', 1, $date)",
    "($date + INTERVAL '2' DAY)",
    'CAST($timestamp AS date)',
    'last_day_of_month($date)',
    'coalesce($date, $date)',
  ],
  timestamp: [
    "date_trunc('hour', $timestamp)",
    "($timestamp - INTERVAL '90' MINUTE)",
    'CAST($date AS timestamp)',
    "date_add('second', 90, $timestamp)",
    "($timestamp + INTERVAL '1' MONTH)",
    "CAST($timestamp AT TIME ZONE 'Europe/Brussels' AS timestamp)",
  ],
};

const KINDS = Object.keys(FORMS) as readonly Kind[];

/** Statements of one expression each, made by chance. @param count how many */
export function randomStatements(count: number, seed: number): readonly string[] {
  const below = numbers(seed);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)]!;
  const expression = (kind: Kind, depth: number): string => {
    if (depth === 0 || below(5) === 0) return pick(LEAVES[kind]);
    return pick(FORMS[kind]).replace(
      /\$(integer|decimal|double|text|boolean|date|timestamp)\b/g,
      (_all, inner: Kind) => expression(inner, depth - 1),
    );
  };
  return Array.from({ length: count }, () => `SELECT ${expression(pick(KINDS), 3)}`);
}
