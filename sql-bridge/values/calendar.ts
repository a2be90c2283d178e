/** Floor division and its rest, for times before 1970. */
export const floorDiv = (a: bigint, b: bigint): bigint =>
  a % b !== 0n && a < 0n !== b < 0n ? a / b - 1n : a / b;
export const floorMod = (a: bigint, b: bigint): bigint => ((a % b) + b) % b;

export const MICROS_PER_DAY = 86_400_000_000n;

/** Year, month and day of a day counted from 1970-01-01. @see https://howardhinnant.github.io/date_algorithms.html */
export function civil(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365,
  );
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yoe + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: doy - Math.floor((153 * mp + 2) / 5) + 1,
  };
}

/** The day counted from 1970-01-01 of a date. */
export function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy - 719_468;
}

export const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
export const monthLength = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

const two = (n: number): string => String(n).padStart(2, '0');

/** `2026-01-31`. @param plus whether years of more than four digits have a sign, as in ISO 8601 */
export function dateText(days: number, plus = false): string {
  const { year, month, day } = civil(days);
  const sign = year < 0 ? '-' : plus && year > 9999 ? '+' : '';
  return `${sign}${String(Math.abs(year)).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** `01:02:03.123` of microseconds since midnight. */
export function timeText(micros: bigint, precision: number): string {
  const seconds = Number(micros / 1_000_000n);
  const text = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return precision === 0
    ? text
    : `${text}.${String(micros % 1_000_000n)
        .padStart(6, '0')
        .slice(0, precision)}`;
}

export function timestampText(micros: bigint, precision: number): string {
  return `${dateText(Number(floorDiv(micros, MICROS_PER_DAY)), true)} ${timeText(floorMod(micros, MICROS_PER_DAY), precision)}`;
}

/** `1 02:03:04.500` of milliseconds. */
export function dayToSecondText(milliseconds: bigint): string {
  const sign = milliseconds < 0n ? '-' : '';
  const rest = milliseconds < 0n ? -milliseconds : milliseconds;
  return `${sign}${rest / 86_400_000n} ${timeText((rest % 86_400_000n) * 1000n, 3)}`;
}

/** `1-2` of months. */
export function yearToMonthText(months: number): string {
  const rest = Math.abs(months);
  return `${months < 0 ? '-' : ''}${Math.floor(rest / 12)}-${rest % 12}`;
}
