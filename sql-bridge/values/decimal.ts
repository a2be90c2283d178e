/** Moves the point of an unscaled number, rounding half away from zero. */
export function rescale(unscaled: bigint, from: number, to: number): bigint {
  if (to >= from) return unscaled * 10n ** BigInt(to - from);
  return divideRounded(unscaled, 10n ** BigInt(from - to));
}

/** A quotient, rounded half away from zero. */
export function divideRounded(a: bigint, b: bigint): bigint {
  const [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  const quotient = (x * 2n + y) / (y * 2n);
  return a < 0n !== b < 0n ? -quotient : quotient;
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** The unscaled digits of text at a scale, rounded half up; undefined for other text. */
export function parseDecimal(text: string, scale: number): bigint | undefined {
  const [, sign, whole = '', part = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  if (sign === undefined || whole + part === '' || Math.abs(Number(exponent)) > 1000) return undefined;
  const found = rescale(BigInt(whole + part), part.length - Number(exponent), scale);
  return sign === '-' ? -found : found;
}
