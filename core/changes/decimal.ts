/** The digits of an unscaled number, its point set; bytes are big-endian in two's complement. */
export function decimalOf(unscaled: Buffer, scale: number): string {
  return withPoint(bigEndian(unscaled), scale);
}

/** `1.5E3` becomes `1500`: no digit more or less than was written. Texts that are no number stay as they are. */
export function plainDecimal(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent] =
    /^([+-]?)(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,3})$/.exec(text) ?? [];
  if (exponent === undefined) return text;
  return `${sign === '-' ? '-' : ''}${withPoint(BigInt(whole + fraction), fraction.length - Number(exponent))}`;
}

/** Digits of a number that mean something: of `0.00120` two, `12`. */
export function significantDigits(text: string): number {
  const digits = plainDecimal(text).replaceAll(/[^\d.]/g, '');
  const meant = digits.includes('.') ? digits.replace(/0+$/, '') : digits;
  return meant.replace('.', '').replace(/^0+/, '').length;
}

function bigEndian(bytes: Buffer): bigint {
  if (bytes.length === 0) return 0n;
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${bytes.toString('hex')}`));
}

function withPoint(number: bigint, scale: number): string {
  if (scale <= 0) return String(number * 10n ** BigInt(-scale));
  const [sign, digits] = number < 0n ? ['-', String(-number)] : ['', String(number)];
  const padded = digits.padStart(scale + 1, '0');
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}
