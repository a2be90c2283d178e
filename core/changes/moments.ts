/** What one unit of a count is, as a power of ten of seconds. */
const FRACTION_DIGITS = { millis: 3, micros: 6, nanos: 9 } as const;

export type TimeUnit = keyof typeof FRACTION_DIGITS;

/** A day, counted from 1970-01-01; undefined for one that has no date in four digits. */
export function dayOf(days: bigint): string | undefined {
  return dateText(days)?.slice(0, 10);
}

/** The moment, UTC, with all its digits; undefined beyond the years of four digits. */
export function momentOf(count: bigint, unit: TimeUnit): string | undefined {
  const { whole, fraction } = split(count, unit);
  const text = dateText(floorDiv(whole, 86_400n), Number(mod(whole, 86_400n)));
  return text === undefined ? undefined : `${text.slice(0, 19)}.${fraction}Z`;
}

/** A time of day, or a span as MySQL keeps in its `time`. */
export function timeOf(count: bigint, unit: TimeUnit): string {
  if (count < 0n) return `-${timeOf(-count, unit)}`;
  const { whole, fraction } = split(count, unit);
  const [hours, rest] = [whole / 3_600n, whole % 3_600n];
  const two = (part: bigint): string => String(part).padStart(2, '0');
  return `${two(hours)}:${two(rest / 60n)}:${two(rest % 60n)}.${fraction}`;
}

/**
 * The unit of a moment that came as a bare number, by its size: right for every moment after March 1973, whatever the
 * sender's precision. Earlier ones are told by what the sender's columns usually have. The year 9999, with which
 * databases say "for ever", is taken for what it is: read in the next finer unit it would be some hours of 11 January 1978.
 */
export function unitOf(count: bigint, usual: TimeUnit): TimeUnit {
  const size = count < 0n ? -count : count;
  // What PostgreSQL's infinity is told by, which is no moment in any unit.
  if (size >= INFINITE) return usual;
  if (size >= 10n ** 17n) return isForEver(count, 'micros') ? 'micros' : 'nanos';
  if (size >= 10n ** 14n) return isForEver(count, 'millis') ? 'millis' : 'micros';
  return size >= 10n ** 11n ? 'millis' : usual;
}

/** Seconds from 1970 to the year 9999 and to the one after it, which rounding may reach. */
const FOR_EVER = [253_370_764_800n, 253_402_300_800n] as const;

/** Near the largest number of 64 bits: in nanoseconds the last second that there is. */
const INFINITE = 9_223_372_036_000_000_000n;

function isForEver(count: bigint, unit: TimeUnit): boolean {
  const one = 10n ** BigInt(FRACTION_DIGITS[unit]);
  return count >= FOR_EVER[0] * one && count <= FOR_EVER[1] * one;
}

function split(count: bigint, unit: TimeUnit): { readonly whole: bigint; readonly fraction: string } {
  const digits = FRACTION_DIGITS[unit];
  const one = 10n ** BigInt(digits);
  return { whole: floorDiv(count, one), fraction: String(mod(count, one)).padStart(digits, '0') };
}

function dateText(days: bigint, seconds = 0): string | undefined {
  const milliseconds = Number(days) * 86_400_000 + seconds * 1_000;
  if (Math.abs(milliseconds) > 8.64e15) return undefined;
  const text = new Date(milliseconds).toISOString();
  return /^\d{4}-/.test(text) ? text : undefined;
}

function floorDiv(a: bigint, b: bigint): bigint {
  return (a - mod(a, b)) / b;
}

function mod(a: bigint, b: bigint): bigint {
  return ((a % b) + b) % b;
}
