import { SqlError } from '../../errors';
import { decimal } from '../../types/type';
import { normalShare } from '../../values/normal';
import { commonLogarithm, cubeRoot } from '../../values/roots';
import { wilson } from '../../values/wilson';
import { js, jsCall, jsNulls, template } from '../build';
import type { FunctionTable, Implementation } from '../implementation';
import { baseFunctions } from './bases';
import { bitFunctions } from './bits';
import { widthBucket } from './buckets';
import { abs, byNumber, floorDecimal, sgn, whole } from './by-number';
import { extreme } from './extreme';
import { logarithm } from './logarithm';
import { random } from './random';
import { mod } from './rest';
import { round, truncate } from './rounding';
import { cosine } from './similarity';

const num = (run: (...args: readonly number[]) => number | boolean): Implementation => js(run);

/** @see https://trino.io/docs/435/functions/math.html */
export const mathFunctions: FunctionTable = {
  ...baseFunctions,
  ...bitFunctions,
  abs: byNumber(
    Math.abs,
    abs,
    (call, { scale, precision }) => (void [scale, precision], jsCall(call, (x: bigint) => abs(x))),
  ),
  acos: num(Math.acos),
  asin: num(Math.asin),
  atan: num(Math.atan),
  atan2: num(Math.atan2),
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
  normal_cdf: js((mean: number, deviation: number, value: number) => {
    if (!(deviation > 0))
      throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'The standard deviation must be above 0');
    return normalShare(mean, deviation, value);
  }),
  pi: template(() => `CAST(${Math.PI} AS DOUBLE)`),
  power: template((x, y) => `pow(${x}, ${y})`),
  radians: num((x) => x * 0.017453292519943295),
  rand: random,
  random,
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
  truncate,
  width_bucket: widthBucket,
  wilson_interval_lower: js((successes: bigint, trials: bigint, z: number) =>
    wilson(successes, trials, z, -1),
  ),
  wilson_interval_upper: js((successes: bigint, trials: bigint, z: number) =>
    wilson(successes, trials, z, 1),
  ),
};

/** Names that mean the same. */
Object.assign(mathFunctions, { ceiling: mathFunctions.ceil, pow: mathFunctions.power });
