/** The digits of a float and the power of ten of the first: 123.4 is `1234` and 2. */
interface Digits {
  readonly sign: string;
  readonly digits: string;
  readonly exponent: number;
}

const SCIENTIFIC = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/;

function digitsOf(value: number, isReal: boolean): Digits {
  let text = value.toExponential();
  for (let n = 0; isReal && n <= 8; n++) {
    text = value.toExponential(n);
    if (Math.fround(Number(text)) === value) break;
  }
  // Java tells the smallest numbers by two digits where one would do.
  if (/^-?\de/.test(text)) text = value.toExponential(1);
  const [, sign = '', first = '', rest = '', exponent = '0'] = SCIENTIFIC.exec(text) ?? [];
  return {
    sign: Object.is(value, -0) ? '-' : sign,
    digits: first + rest.replace(/0+$/, ''),
    exponent: Number(exponent),
  };
}

/** `NaN` and the infinities; undefined for finite numbers. */
function special(value: number): string | undefined {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return undefined;
}

/** A float as Java prints it, which is what results show: 0.25, 100.0, 1.0E7. */
export function javaFloat(value: number, isReal = false): string {
  const found = special(value);
  if (found !== undefined) return found;
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const { sign, digits, exponent } = digitsOf(value, isReal);
  if (exponent < -3 || exponent >= 7) return `${sign}${digits[0]}.${digits.slice(1) || '0'}E${exponent}`;
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}

/** Digits that a cast of a real writes at most. */
const REAL_DIGITS = 7;

/** A float as a cast to varchar writes it: 2.5E-1, 1.0E2. */
export function castFloat(value: number, isReal = false): string {
  const found = special(value);
  if (found !== undefined) return found;
  if (value === 0) return Object.is(value, -0) ? '-0E0' : '0E0';
  const written = digitsOf(value, isReal);
  const { sign, digits, exponent } =
    isReal && written.digits.length > REAL_DIGITS
      ? digitsOf(Number(value.toExponential(REAL_DIGITS - 1)), false)
      : written;
  return `${sign}${digits[0]}.${digits.slice(1) || '0'}E${exponent}`;
}
