import { refused, SqlError } from '../errors';

/** An offset as Trino writes it. */
const FIXED = /^([+-])(\d{2}):(\d{2})$/;
/** An offset as Java reads it. @see https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/time/ZoneOffset.html#of(java.lang.String) */
const PLAIN = /^([+-])(?:(\d{1,2})|(\d{2}):?(\d{2}))$/;
/** One behind a name, which has a colon before its minutes. */
const NAMED = /^(Etc\/GMT|(?:Etc\/)?UTC?|GMT)([+-])(\d{1,2})(?::(\d{1,2}))?$/;
const formatters = new Map<string, Intl.DateTimeFormat>();
const UTC_NAMES = new Set([
  ...['UTC', 'UT', 'GMT', 'Etc/UTC', 'Etc/UT', 'Etc/GMT'],
  ...['Z', 'Zulu', 'UCT', 'Etc/UCT', 'Universal', 'Etc/Universal', 'Greenwich', 'GMT0', 'Etc/GMT0'],
]);
/** Names of old that JDKs disagree about. */
const UNSURE = /^(?:EST|MST|HST|ROC|Etc\/Zulu|Etc\/Greenwich)$/;

/**
 * A zone's name as Trino keeps it: names are told by their case, too.
 *
 * @throws SqlError INVALID_FUNCTION_ARGUMENT for a zone that there isn't
 * @see https://github.com/trinodb/trino/blob/435/core/trino-spi/src/main/java/io/trino/spi/type/TimeZoneKey.java
 */
export function zoneName(zone: string): string {
  if (UTC_NAMES.has(zone)) return 'UTC';
  if (UNSURE.test(zone))
    throw refused('a zone by this old name', 'Write its region, such as America/New_York.');
  const offset = offsetOf(zone);
  if (offset !== undefined) return offset;
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
    if (known === zone || isSpelled(zone)) return zone;
  } catch {
    // There is no such zone.
  }
  throw notSupported();
}

function offsetOf(zone: string): string | undefined {
  const [, name, side, count, rest = '0'] = NAMED.exec(zone) ?? [];
  const [, sign = side, alone = count, hours = alone, minutes = rest] = PLAIN.exec(zone) ?? [];
  if (sign === undefined) return undefined;
  const [h, m] = [Number(hours), Number(minutes)];
  if (h * 60 + m > 14 * 60 || m > 59) throw notSupported();
  if (h + m === 0) return 'UTC';
  const isTurned = name === 'Etc/GMT';
  if (name !== undefined && m > 0 && (isTurned || h === 0))
    throw refused('minutes behind this name of a zone', 'Write the offset alone, such as +05:30.');
  const shown = isTurned ? (sign === '-' ? '+' : '-') : sign;
  return `${shown}${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`;
}

/** Whether a name that isn't the first of its zone is in the case that it is listed in. */
function isSpelled(zone: string): boolean {
  const listed = Intl.supportedValuesOf('timeZone').find((name) => name.toLowerCase() === zone.toLowerCase());
  if (listed !== undefined) return listed === zone;
  if (/(?:^|\/)[a-z]|\/[A-Z]{4}/.test(zone))
    throw refused('a zone in another case', 'Write it as it is listed.');
  return true;
}

/** It may come from a column, and errors hold no value of the data. */
const notSupported = (): SqlError =>
  new SqlError('INVALID_FUNCTION_ARGUMENT', 'The text is not a valid time zone');

/** Minutes that the clock of a zone is ahead of UTC at an instant. @param micros since 1970 in UTC */
export function offsetMinutes(zone: string, micros: bigint): number {
  if (zone === 'UTC') return 0;
  const [, sign, hours, minutes] = FIXED.exec(zone) ?? [];
  if (sign !== undefined) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
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
