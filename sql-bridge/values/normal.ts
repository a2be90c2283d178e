/** The logarithm of the gamma function at one half: of the root of pi. */
const LOG_GAMMA_HALF = Math.log(Math.PI) / 2;
const ACCURACY = 1e-15;
const MOST_STEPS = 10_000;
/** Beyond it the error function is 1 in every digit of a double. */
const FAR = 40;
const SMALL = 1e-50;

/** The share of a normal distribution below a value. @see https://dlmf.nist.gov/7.2 */
export function normalShare(mean: number, deviation: number, value: number): number {
  return 0.5 * (1 + errorFunction((value - mean) / (deviation * Math.SQRT2)));
}

function errorFunction(x: number): number {
  if (Math.abs(x) > FAR) return Math.sign(x);
  const share = lowerGamma(x * x);
  return x < 0 ? -share : share;
}

/** The regularized lower gamma function of one half. @see https://dlmf.nist.gov/8.2 */
function lowerGamma(x: number): number {
  if (x === 0 || Number.isNaN(x)) return x;
  const scale = Math.exp(-x + 0.5 * Math.log(x) - LOG_GAMMA_HALF);
  return x >= 1.5 ? 1 - scale / continuedFraction(x) : scale * series(x);
}

function series(x: number): number {
  let term = 2;
  let sum = term;
  for (let n = 1; Math.abs(term / sum) > ACCURACY && n <= MOST_STEPS; n++) {
    term *= x / (0.5 + n);
    sum += term;
  }
  return sum;
}

/** By Lentz's method. @see https://dlmf.nist.gov/8.9 */
function continuedFraction(x: number): number {
  const first = 1 - 0.5 + x;
  let [c, d, found] = [first, 0, first];
  for (let n = 1; n < MOST_STEPS; n++) {
    const [a, b] = [2 * n + 1 - 0.5 + x, n * (0.5 - n)];
    d = 1 / notZero(a + b * d);
    c = notZero(a + b / c);
    const change = c * d;
    found *= change;
    if (Math.abs(change - 1) < ACCURACY) break;
  }
  return found;
}

const notZero = (value: number): number => (Math.abs(value) <= SMALL ? SMALL : value);
