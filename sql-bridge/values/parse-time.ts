import { daysOf, MICROS_PER_DAY, monthLength } from './calendar';

const DATE = /^([+-]?\d{4,})-(\d{1,2})-(\d{1,2})$/;
const TIMESTAMP =
  /^([+-]?\d{4,}-\d{1,2}-\d{1,2})(?: (\d{1,2}:\d{1,2}(?::\d{1,2}(?:\.\d+)?)?))?(?:\s*([A-Za-z][A-Za-z0-9+\-/_:]*|[+-]\d{1,2}(?::?\d{2})?))?$/;
const TIME = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,12}))?)?$/;

/** Days since 1970 of `2026-01-31`; undefined for other text. */
export function parseDate(text: string): number | undefined {
  const [, year, month, day] = DATE.exec(text.trim()) ?? [];
  if (year === undefined) return undefined;
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (m < 1 || m > 12 || d < 1 || d > monthLength(y, m)) return undefined;
  return daysOf(y, m, d);
}

/** Microseconds since midnight of `01:02:03.5`, rounded to `precision` digits; undefined for other text. */
export function parseTime(text: string, precision: number): bigint | undefined {
  const [, hour, minute, second = '0', fraction = ''] = TIME.exec(text) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const picos = BigInt(fraction.padEnd(12, '0'));
  const whole = BigInt(Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1_000_000n;
  return whole + roundPicos(picos, precision);
}

function roundPicos(picos: bigint, precision: number): bigint {
  const unit = 10n ** BigInt(12 - precision);
  return (((picos + unit / 2n) / unit) * unit) / 1_000_000n;
}

/** A timestamp's clock in microseconds and the zone behind it, if any; undefined for other text. */
export function parseTimestamp(
  text: string,
  precision: number,
): { readonly wall: bigint; readonly zone: string | undefined } | undefined {
  const [, date, time, zone] = TIMESTAMP.exec(text.trim()) ?? [];
  const days = date === undefined ? undefined : parseDate(date);
  const micros = time === undefined ? 0n : parseTime(time, precision);
  if (days === undefined || micros === undefined) return undefined;
  return { wall: BigInt(days) * MICROS_PER_DAY + micros, zone };
}

/** How many digits of a second a literal has. */
export const digitsOf = (text: string): number => /\.(\d+)/.exec(text)?.[1]?.length ?? 0;

/** Rounds microseconds to a precision, half up. */
export function roundMicros(micros: bigint, precision: number): bigint {
  if (precision >= 6) return micros;
  const unit = 10n ** BigInt(6 - precision);
  const shifted = micros + unit / 2n;
  const rest = ((shifted % unit) + unit) % unit;
  return shifted - rest;
}
