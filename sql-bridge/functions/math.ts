import { decimalResult } from '../analysis/arithmetic';
import { coerce } from '../analysis/convert';
import { typed } from '../analysis/typed';
import { SqlError, refused } from '../errors';
import { decimal, DOUBLE, isFloat, isInteger, type Type } from '../types/type';
import { commonType } from '../types/coercion';
import { asInteger, rescale } from '../values/cast';
import { compareValues } from '../values/compare';
import type { Value } from '../values/codec';
import { commonLogarithm, cubeRoot } from '../values/roots';
import { wilson } from '../values/wilson';
import { js, jsCall, jsNulls, jsTyped, template } from './build';
import type { BoundCall, FunctionTable, Implementation } from './implementation';

type Decimal = Type & { readonly kind: 'decimal' };
const invalid = (message: string): SqlError => new SqlError('INVALID_FUNCTION_ARGUMENT', message);
const outOfRange = (message: string): SqlError => new SqlError('NUMERIC_VALUE_OUT_OF_RANGE', message);

const num = (run: (...args: readonly number[]) => number | boolean): Implementation => js(run);

/** Of decimals the digits, of everything else the value. */
const byNumber =
  (
    float: (x: number) => number,
    exact: (x: bigint) => bigint,
    dec: (call: BoundCall, type: Decimal) => ReturnType<Implementation>,
  ): Implementation =>
  (call) => {
    const [type] = call.parameters;
    if (type!.kind === 'decimal') return dec(call, type);
    if (isFloat(type!))
      return jsCall(call, (x: number) => (type!.kind === 'real' ? Math.fround(float(x)) : float(x)));
    return jsCall(call, (x: number | bigint) => fitted(exact(BigInt(x)), type!));
  };

function fitted(value: bigint, type: Type): Value {
  const found = asInteger(value, type.kind);
  if (found === undefined) throw outOfRange(`Value is out of range for ${type.kind}`);
  return found;
}

const abs = (x: bigint): bigint => (x < 0n ? -x : x);
const sgn = (x: bigint): bigint => (x < 0n ? -1n : x > 0n ? 1n : 0n);
const floorDecimal = (x: bigint, scale: number): bigint => {
  const unit = 10n ** BigInt(scale);
  return x < 0n && x % unit !== 0n ? x / unit - 1n : x / unit;
};
const whole = ({ precision, scale }: Decimal): Type =>
  decimal(Math.min(38, precision - scale + Math.min(scale, 1)), 0);

/** Half away from zero, as Java's Math.round isn't but Trino's round is. */
function roundFloat(x: number, digits = 0): number {
  if (!Number.isFinite(x)) return x;
  const factor = 10 ** digits;
  if (x < 0) return -(Math.round(-x * factor) / factor);
  // Whole numbers have no negative zero.
  return (Math.round(x * factor) + 0) / factor;
}

const round: Implementation = (call) => {
  const [type] = call.parameters;
  if (isInteger(type!)) {
    if (call.parameters.length === 1) return call.args[0]!.sql;
    return jsCall(call, (x: number | bigint, n: number) =>
      n >= 0 ? x : fitted(roundedInteger(BigInt(x), -n), type!),
    );
  }
  if (isFloat(type!)) {
    const real = type!.kind === 'real';
    return jsCall(call, (x: number, n = 0) => (real ? Math.fround(roundFloat(x, n)) : roundFloat(x, n)));
  }
  const { precision, scale } = type as Decimal;
  if (call.parameters.length === 1)
    return jsCall(call, (x: bigint) => rescale(x, scale, 0), { as: whole(type as Decimal) });
  const result = decimal(Math.min(38, precision + 1), scale) as Decimal;
  return jsCall(
    call,
    (x: bigint, n: number) => (n >= scale ? x : fitDecimal(rescale(rescale(x, scale, n), n, scale), result)),
    { as: result },
  );
};

function roundedInteger(x: bigint, places: number): bigint {
  if (places > 19) return 0n;
  return rescale(rescale(x, 0, -places), -places, 0);
}

const fitDecimal = (value: bigint, { precision }: Decimal): bigint => {
  if (abs(value) >= 10n ** BigInt(precision)) throw outOfRange('Decimal overflow');
  return value;
};

const truncate: Implementation = (call) => {
  const [type] = call.parameters;
  if (isFloat(type!)) return jsCall(call, (x: number) => Math.trunc(x));
  const { scale } = type as Decimal;
  if (call.parameters.length === 1)
    return jsCall(call, (x: bigint) => x / 10n ** BigInt(scale), {
      as: decimal(Math.max(1, (type as Decimal).precision - scale), 0),
    });
  return jsCall(
    call,
    (x: bigint, n: number) => {
      if (n >= scale) return x;
      const unit = 10n ** BigInt(scale - n);
      return (x / unit) * unit;
    },
    { as: type! },
  );
};

const mod: Implementation = (call) => {
  const [a, b] = call.parameters;
  const zero = (): SqlError => new SqlError('DIVISION_BY_ZERO', 'Division by zero');
  if (isFloat(a!)) return jsCall(call, (x: number, y: number) => x % y);
  if (a!.kind !== 'decimal' || b!.kind !== 'decimal')
    return jsCall(call, (x: number | bigint, y: number | bigint) => {
      if (Number(y) === 0) throw zero();
      return fitted(BigInt(x) % BigInt(y), call.result);
    });
  const scale = Math.max(a.scale, b.scale);
  const [p, q] = [a, b];
  return jsCall(
    call,
    (x: bigint, y: bigint) => {
      if (y === 0n) throw zero();
      return rescale(x, p.scale, scale) % rescale(y, q.scale, scale);
    },
    { as: decimalResult('%', p, q) },
  );
};

/** The greatest or least of its arguments; NaN is neither when there is another number. */
const extreme =
  (sign: 1 | -1): Implementation =>
  (call) => {
    const type = call.args.reduce((common, arg) => commonType(common, arg.type) ?? common, call.result);
    const wide = { ...call, parameters: call.parameters.map(() => type), result: type };
    if (['array', 'map', 'row', 'json'].includes(type.kind)) throw refused(`\`${call.name}\` of this type`);
    if (isInteger(type) || ['date', 'timestamp'].includes(type.kind)) {
      // DuckDB leaves NULL out.
      const known = call.args.map(({ sql }) => `${sql} IS NOT NULL`).join(' AND ');
      const values = call.args.map((arg) => coerce(call.env.ctx, arg, type).sql).join(', ');
      return typed(`CASE WHEN ${known} THEN ${sign > 0 ? 'greatest' : 'least'}(${values}) END`, type);
    }
    return jsCall(wide, (...values: readonly Value[]) =>
      values.reduce((best, value) => {
        if (Number.isNaN(best)) return value;
        if (Number.isNaN(value)) return best;
        return compareValues(type, value, best) * sign > 0 ? value : best;
      }),
    );
  };

/** Where DuckDB fails, a float goes beyond: of 0 it is -Infinity, of less NaN. */
export const logarithm = (name: string, x: string): string =>
  `CASE WHEN ${x} > 0 THEN ${name}(${x}) WHEN ${x} = 0 THEN CAST('-Infinity' AS DOUBLE) WHEN ${x} < 0 THEN CAST('NaN' AS DOUBLE) END`;

const base = (radix: bigint): number => {
  if (radix < 2n || radix > 36n) throw invalid('Radix must be between 2 and 36');
  return Number(radix);
};

/** Shifts within the bits of the type. */
const BITS: Readonly<Record<string, number>> = { tinyint: 8, smallint: 16, integer: 32, bigint: 64 };
const shift = (run: (value: bigint, by: bigint, bits: number) => bigint): Implementation =>
  jsTyped(([type]) => (value: number | bigint, by: number | bigint) => {
    const bits = BITS[type!.kind]!;
    const found = BigInt.asIntN(bits, run(BigInt(value), BigInt(by), bits));
    return type!.kind === 'bigint' ? found : Number(found);
  });

/** @see https://trino.io/docs/435/functions/math.html */
export const mathFunctions: FunctionTable = {
  abs: byNumber(
    Math.abs,
    abs,
    (call, { scale, precision }) => (void [scale, precision], jsCall(call, (x: bigint) => abs(x))),
  ),
  acos: num(Math.acos),
  asin: num(Math.asin),
  atan: num(Math.atan),
  atan2: num(Math.atan2),
  bit_count: js((x: bigint, bits: bigint) => {
    if (bits < 2n || bits > 64n) throw invalid('bits must be between 2 and 64');
    const width = Number(bits);
    if (BigInt.asIntN(width, x) !== x) throw invalid('Number must be representable with the bits specified');
    return BigInt(BigInt.asUintN(width, x).toString(2).replaceAll('0', '').length);
  }),
  bitwise_and: template((a, b) => `(${a} & ${b})`),
  bitwise_left_shift: shift((x, by, bits) => (by >= BigInt(bits) || by < 0n ? 0n : x << by)),
  bitwise_not: template((a) => `(~${a})`),
  bitwise_or: template((a, b) => `(${a} | ${b})`),
  bitwise_right_shift: shift((x, by, bits) =>
    by >= BigInt(bits) || by < 0n ? 0n : BigInt.asUintN(bits, x) >> by,
  ),
  bitwise_right_shift_arithmetic: shift((x, by, bits) =>
    by >= BigInt(bits) || by < 0n ? (x < 0n ? -1n : 0n) : x >> by,
  ),
  bitwise_xor: template((a, b) => `xor(${a}, ${b})`),
  cbrt: num(cubeRoot),
  ceil: byNumber(
    Math.ceil,
    (x) => x,
    (call, type) => jsCall(call, (x: bigint) => -floorDecimal(-x, type.scale), { as: whole(type) }),
  ),
  cosh: num(Math.cosh),
  cos: template((x) => `CASE WHEN isinf(${x}) THEN CAST('NaN' AS DOUBLE) ELSE cos(${x}) END`),
  cosine_similarity: jsNulls(
    () =>
      (a: readonly (readonly [string, number])[] | null, b: readonly (readonly [string, number])[] | null) =>
        cosine(a, b),
  ),
  degrees: num((x) => x * 57.29577951308232),
  e: template(() => `CAST(${Math.E} AS DOUBLE)`),
  exp: template((x) => `exp(${x})`),
  floor: byNumber(
    Math.floor,
    (x) => x,
    (call, type) => jsCall(call, (x: bigint) => floorDecimal(x, type.scale), { as: whole(type) }),
  ),
  from_base: js((text: string, radix: bigint) => {
    const value = parseBase(text, base(radix));
    if (value === undefined || BigInt.asIntN(64, value) !== value)
      throw invalid(`Not a valid number of that base`);
    return value;
  }),
  greatest: extreme(1),
  infinity: template(() => "CAST('Infinity' AS DOUBLE)"),
  is_finite: num(Number.isFinite),
  is_infinite: num((x) => Math.abs(x) === Infinity),
  is_nan: num(Number.isNaN),
  least: extreme(-1),
  ln: template((x) => logarithm('ln', x)),
  log: template((b, x) => `(${logarithm('ln', x)} / ${logarithm('ln', b)})`),
  log10: num(commonLogarithm),
  log2: template((x) => `(${logarithm('ln', x)} / ln(2.0::DOUBLE))`),
  mod,
  nan: template(() => "CAST('NaN' AS DOUBLE)"),
  pi: template(() => `CAST(${Math.PI} AS DOUBLE)`),
  power: template((x, y) => `pow(${x}, ${y})`),
  radians: num((x) => x * 0.017453292519943295),
  rand: (call) => random(call),
  random: (call) => random(call),
  round,
  sign: byNumber(
    Math.sign,
    sgn,
    (call, type) => (void type, jsCall(call, (x: bigint) => sgn(x), { as: decimal(1, 0) })),
  ),
  sinh: num(Math.sinh),
  sin: template((x) => `CASE WHEN isinf(${x}) THEN CAST('NaN' AS DOUBLE) ELSE sin(${x}) END`),
  sqrt: num(Math.sqrt),
  tanh: num(Math.tanh),
  tan: template((x) => `CASE WHEN isinf(${x}) THEN CAST('NaN' AS DOUBLE) ELSE tan(${x}) END`),
  to_base: js((value: bigint, radix: bigint) => value.toString(base(radix))),
  truncate,
  width_bucket: (call) => (call.parameters.length === 2 ? jsCall(call, bucketOf) : jsCall(call, bucket)),
  wilson_interval_lower: js((successes: bigint, trials: bigint, z: number) =>
    wilson(successes, trials, z, -1),
  ),
  wilson_interval_upper: js((successes: bigint, trials: bigint, z: number) =>
    wilson(successes, trials, z, 1),
  ),
};

/** Names that mean the same. */
Object.assign(mathFunctions, { ceiling: mathFunctions.ceil, pow: mathFunctions.power });

function random(call: BoundCall): ReturnType<Implementation> {
  const [low, high] = call.args.length === 2 ? call.args : [undefined, call.args[0]];
  if (!high) return typed('random()', DOUBLE);
  const from = low?.sql ?? '0';
  const duckName =
    { tinyint: 'TINYINT', smallint: 'SMALLINT', integer: 'INTEGER' }[call.result.kind as 'integer'] ??
    'BIGINT';
  return typed(`CAST(${from} + floor(random() * (${high.sql} - ${from})) AS ${duckName})`, call.result);
}

function parseBase(text: string, radix: number): bigint | undefined {
  const [, sign, digits] = /^([+-]?)([0-9a-z]+)$/i.exec(text) ?? [];
  if (digits === undefined) return undefined;
  let value = 0n;
  for (const digit of digits.toLowerCase()) {
    const n = Number.parseInt(digit, 36);
    if (n >= radix) return undefined;
    value = value * BigInt(radix) + BigInt(n);
  }
  return sign === '-' ? -value : value;
}

function cosine(
  a: readonly (readonly [string, number | null])[] | null,
  b: readonly (readonly [string, number | null])[] | null,
): number | null {
  if (a === null || b === null) return null;
  let [dot, x, y] = [0, 0, 0];
  const other = new Map(b);
  for (const [key, value] of a) {
    if (value === null) return null;
    x += value * value;
    dot += value * (other.get(key) ?? 0);
  }
  for (const [, value] of b) {
    if (value === null) return null;
    y += value * value;
  }
  return dot / (Math.sqrt(x) * Math.sqrt(y));
}

function bucket(x: number, low: number, high: number, count: bigint): bigint {
  if (count <= 0n) throw invalid('bucketCount must be greater than 0');
  if (Number.isNaN(x)) throw invalid('operand must not be NaN');
  if (!Number.isFinite(low) || !Number.isFinite(high)) throw invalid('bounds must be finite');
  if (low === high) throw invalid('bounds cannot equal each other');
  const [from, to] = [Math.min(low, high), Math.max(low, high)];
  let found =
    x < from
      ? 0n
      : x >= to
        ? count + 1n
        : BigInt(Math.trunc((Number(count) * (x - from)) / (to - from))) + 1n;
  if (low > high) found = count - found + 1n;
  return found;
}

function bucketOf(x: number, bins: readonly (number | null)[]): bigint {
  if (bins.length === 0) throw invalid('Bins cannot be an empty array');
  if (Number.isNaN(x)) throw invalid('Operand cannot be NaN');
  let [low, high] = [0, bins.length];
  while (low < high) {
    if (bins[low]! > bins[high - 1]!) throw invalid('Bin values are not sorted in ascending order');
    const middle = (low + high) >> 1;
    const bin = bins[middle]!;
    if (!Number.isFinite(bin)) throw invalid('Bin value must be finite');
    if (x < bin) high = middle;
    else low = middle + 1;
  }
  return BigInt(low);
}
