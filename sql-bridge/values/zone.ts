import { SqlError } from '../errors';

const FIXED = /^(?:UTC|GMT|UT)?([+-])(\d{1,2}):?(\d{2})?$/;
const formatters = new Map<string, Intl.DateTimeFormat>();
const UTC_NAMES = new Set([
  'UTC',
  'Z',
  'GMT',
  'UT',
  'UCT',
  'ETC/UTC',
  'ETC/GMT',
  'ETC/UCT',
  'ZULU',
  'ETC/ZULU',
  'GREENWICH',
  'ETC/GREENWICH',
  'GMT0',
  'ETC/GMT0',
  'UNIVERSAL',
  'ETC/UNIVERSAL',
  '+00:00',
  '-00:00',
]);

/** A zone's name as Trino keeps it. @throws SqlError INVALID_FUNCTION_ARGUMENT for a zone that there isn't */
export function zoneName(zone: string): string {
  if (UTC_NAMES.has(zone.toUpperCase())) return 'UTC';
  const [, sign, hours, minutes] = FIXED.exec(zone) ?? [];
  if (sign !== undefined) {
    const [h, m] = [Number(hours), Number(minutes ?? '0')];
    if (h * 60 + m > 14 * 60 || m > 59) throw notSupported();
    return h + m === 0 ? 'UTC' : `${sign}${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`;
  }
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone === zone
      ? zone
      : canonical(zone);
  } catch {
    throw notSupported();
  }
}

/** Java knows names in their own spelling. */
function canonical(zone: string): string {
  const found = Intl.supportedValuesOf('timeZone').find((name) => name.toLowerCase() === zone.toLowerCase());
  return found ?? zone;
}

/** It may come from a column, and errors hold no value of the data. */
const notSupported = (): SqlError =>
  new SqlError('INVALID_FUNCTION_ARGUMENT', 'The text is not a valid time zone');

/** Minutes that the clock of a zone is ahead of UTC at an instant. @param micros since 1970 in UTC */
export function offsetMinutes(zone: string, micros: bigint): number {
  if (zone === 'UTC') return 0;
  const [, sign, hours, minutes] = FIXED.exec(zone) ?? [];
  if (sign !== undefined) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? '0'));
  const seconds = Math.floor(Number(micros / 1000n) / 1000);
  const parts: Record<string, number> = {};
  for (const { type, value } of formatter(zone).formatToParts(seconds * 1000)) parts[type] = Number(value);
  const wall = Date.UTC(
    parts.year!,
    parts.month! - 1,
    parts.day,
    parts.hour! % 24,
    parts.minute,
    parts.second,
  );
  return Math.round((wall / 1000 - seconds) / 60);
}

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    era: undefined,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(zone, made);
  return made;
}

const MICROS_PER_MINUTE = 60_000_000n;

/** The clock of a zone at an instant, in microseconds. */
export const wallOf = (micros: bigint, zone: string): bigint =>
  micros + BigInt(offsetMinutes(zone, micros)) * MICROS_PER_MINUTE;

/** The instant at which the clock of a zone shows a time: the first of two, and beyond a gap the time that the gap moves it to. */
export function instantOf(wall: bigint, zone: string): bigint {
  const before = offsetMinutes(zone, wall - 86_400_000_000n);
  const after = offsetMinutes(zone, wall + 86_400_000_000n);
  for (const offset of [before, after]) {
    const instant = wall - BigInt(offset) * MICROS_PER_MINUTE;
    if (offsetMinutes(zone, instant) === offset) return instant;
  }
  return wall - BigInt(before) * MICROS_PER_MINUTE;
}
