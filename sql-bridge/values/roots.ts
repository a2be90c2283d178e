const view = new DataView(new ArrayBuffer(8));
const withHigh = (high: number): number => {
  view.setUint32(0, high >>> 0);
  view.setUint32(4, 0);
  return view.getFloat64(0);
};
const highOf = (x: number): number => {
  view.setFloat64(0, x);
  return view.getUint32(0);
};

/**
 * The cube root to the last bit as Java gives it, which has the algorithm of fdlibm.
 *
 * @see https://www.netlib.org/fdlibm/s_cbrt.c
 */
export function cubeRoot(x: number): number {
  if (!Number.isFinite(x) || x === 0) return x;
  const size = Math.abs(x);
  let root =
    size < 2 ** -1022
      ? withHigh(Math.floor(highOf(2 ** 54 * size) / 3) + 696_219_795)
      : withHigh(Math.floor(highOf(size) / 3) + 715_094_163);
  const s = 19 / 35 + ((root * root) / size) * root;
  root *= 5 / 14 + 45 / 28 / (s + 99 / 70 + -864 / 1225 / s);
  root = withHigh(highOf(root) + 1);
  const r = size / (root * root);
  root += root * ((r - root) / (root + root + r));
  return x < 0 ? -root : root;
}

/** Bits behind the point; more than twice what a double has, so that the last of its bits is right. */
const BITS = 128n;
const ONE = 1n << BITS;

/** ln((1 + z) / (1 - z)) / 2 of a small number. */
function artanh(z: bigint): bigint {
  const square = (z * z) >> BITS;
  let sum = 0n;
  let power = z;
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += power / n;
    power = (power * square) >> BITS;
  }
  return sum;
}

const LN_2 = 2n * artanh(ONE / 3n);
const LN_10 = 3n * LN_2 + 2n * artanh(ONE / 9n);

/** The logarithm to the base 10, rounded to the nearest double. */
export function commonLogarithm(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0) || x === Infinity) return x > 0 ? x : NaN;
  const scaled = x < 2 ** -1022 ? x * 2 ** 54 : x;
  const exponent = ((highOf(scaled) >>> 20) & 0x7ff) - 1023;
  // Between 1 and 2, as a whole number of 2^-52.
  const mantissa = BigInt(scaled * 2 ** -exponent * 2 ** 52) << (BITS - 52n);
  const ln = 2n * artanh(((mantissa - ONE) << BITS) / (mantissa + ONE));
  const power = BigInt(exponent - (scaled === x ? 0 : 54));
  return Number(((ln + power * LN_2) << BITS) / LN_10) / 2 ** Number(BITS);
}
