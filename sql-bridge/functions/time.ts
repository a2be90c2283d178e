import { once } from '../analysis/once';
import { typed } from '../analysis/typed';
import { atTimeZone, special } from '../analysis/time-expression';
import { SqlError } from '../errors';
import { timestampTz, VARCHAR, type Type } from '../types/type';
import {
  civil,
  daysOf,
  floorDiv,
  floorMod,
  MICROS_PER_DAY,
  monthLength,
  timeText,
  dateText,
} from '../values/calendar';
import type { Value, Zoned } from '../values/codec';
import { addMillis, addMonths } from '../values/shift';
import { clockOf, formatJoda, formatMysql, parseJoda, parseMysql, type Clock } from '../values/time-format';
import { parseIsoDate, parseIsoTimestamp } from '../values/iso-time';
import { instantOf, offsetMinutes, wallOf, zoneName } from '../values/zone';
import { quote } from '../analysis/typed';
import { js, jsCall, jsTyped } from './build';
import type { FunctionTable, Implementation } from './implementation';

const invalid = (message: string): SqlError => new SqlError('INVALID_FUNCTION_ARGUMENT', message);

/** The clock of a date, timestamp, time or zoned timestamp, in microseconds. */
export function wall(type: Type, value: Value): bigint {
  switch (type.kind) {
    case 'date':
      return BigInt(value as number) * MICROS_PER_DAY;
    case 'timestamp with time zone':
      return wallOf((value as Zoned).u, (value as Zoned).z);
    default:
      return value as bigint;
  }
}

/** @param name DuckDB's function of a date or a timestamp that gives the same, where it has one */
const field =
  (name: string | undefined, part: (clock: Clock) => number): Implementation =>
  (call) => {
    const [type] = call.parameters;
    if (name !== undefined && (type!.kind === 'date' || type!.kind === 'timestamp'))
      return `CAST(${name}(${call.args[0]!.sql}) AS BIGINT)`;
    return jsCall(call, (value: Value) => BigInt(part(clockOf(wall(type!, value)))));
  };

/** A part of a clock, or of an interval of days. */
const ofDays =
  (name: string | undefined, part: (clock: Clock) => number, unit: bigint, most: bigint): Implementation =>
  (call) => {
    if (call.parameters[0]!.kind !== 'interval day to second') return field(name, part)(call);
    return jsCall(call, (millis: bigint) => (most === 0n ? millis / unit : (millis / unit) % most));
  };
const ofMonths =
  (name: string | undefined, part: (clock: Clock) => number, months: (n: number) => number): Implementation =>
  (call) => {
    if (call.parameters[0]!.kind !== 'interval year to month') return field(name, part)(call);
    return jsCall(call, (n: number) => BigInt(Math.trunc(months(n))));
  };

const MILLIS: Readonly<Record<string, bigint>> = {
  millisecond: 1n,
  second: 1000n,
  minute: 60_000n,
  hour: 3_600_000n,
  day: 86_400_000n,
  week: 604_800_000n,
};
const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

function isUnit(unit: string, type: Type): boolean {
  const name = unit.toLowerCase();
  if (type.kind === 'time') return ['millisecond', 'second', 'minute', 'hour'].includes(name);
  return type.kind === 'date'
    ? ['day', 'week', 'month', 'quarter', 'year'].includes(name)
    : MILLIS[name] !== undefined || MONTHS[name] !== undefined;
}

function unitOf(unit: string, type: Type): string {
  const name = unit.toLowerCase();
  if (!isUnit(unit, type))
    throw invalid(
      `'${unit}' is not a valid ${type.kind === 'date' ? 'DATE' : type.kind === 'time' ? 'TIME' : 'TIMESTAMP'} field`,
    );
  return name;
}

const dateAdd: Implementation = (call) => {
  const type = call.parameters[2]!;
  const run = (unit: string, amount: bigint, value: Value): Value => {
    const name = unitOf(unit, type);
    if (MONTHS[name] !== undefined) return addMonths(type, value, Number(amount) * MONTHS[name]);
    if (type.kind === 'timestamp with time zone' && (name === 'day' || name === 'week')) {
      const { u, z } = value as Zoned;
      return { u: instantOf(wallOf(u, z) + amount * MILLIS[name]! * 1000n, z), z };
    }
    return addMillis(type, value, amount * MILLIS[name]!);
  };
  const given = call.args[2]!.type;
  return jsCall(call, run, { as: given.kind === type.kind ? given : type });
};

/** Completed units between two moments, counted by the clock for days and longer. */
const dateDiff: Implementation = (call) => {
  const type = call.parameters[1]!;
  const run = (unit: string, a: Value, b: Value): bigint => {
    const name = unitOf(unit, type);
    const zone = type.kind === 'timestamp with time zone' ? (a as Zoned).z : undefined;
    const local = (value: Value): bigint =>
      floorDiv(zone === undefined ? wall(type, value) : wallOf((value as Zoned).u, zone), 1000n);
    if (MONTHS[name] !== undefined)
      return BigInt(Math.trunc(monthsBetween(local(a), local(b)) / MONTHS[name]));
    const isClock = name === 'day' || name === 'week' || type.kind === 'date';
    const [x, y] =
      isClock || zone === undefined
        ? [local(a), local(b)]
        : [floorDiv((a as Zoned).u, 1000n), floorDiv((b as Zoned).u, 1000n)];
    return (y - x) / MILLIS[name]!;
  };
  return jsCall(call, run);
};

const MILLIS_PER_DAY = 86_400_000n;

function monthsBetween(a: bigint, b: bigint): number {
  if (a > b) return -monthsFrom(b, a, true);
  return monthsFrom(a, b, false);
}

/** Completed months from one to a later moment. @param back whether they are counted from the later one */
function monthsFrom(from: bigint, to: bigint, back: boolean): number {
  const [x, y] = [civil(Number(floorDiv(from, MILLIS_PER_DAY))), civil(Number(floorDiv(to, MILLIS_PER_DAY)))];
  let months = (y.year - x.year) * 12 + y.month - x.month;
  const moved = (start: bigint, by: number): bigint => {
    const { year, month, day } = civil(Number(floorDiv(start, MILLIS_PER_DAY)));
    const total = year * 12 + month - 1 + by;
    const [ny, nm] = [Math.floor(total / 12), (((total % 12) + 12) % 12) + 1];
    return (
      BigInt(daysOf(ny, nm, Math.min(day, monthLength(ny, nm)))) * MILLIS_PER_DAY +
      floorMod(start, MILLIS_PER_DAY)
    );
  };
  if (back ? moved(to, -months) < from : moved(from, months) > to) months--;
  return months;
}

const dateTrunc: Implementation = (call) => {
  const type = call.parameters[1]!;
  const truncated = (unit: string, micros: bigint): bigint => {
    const small = {
      millisecond: 1000n,
      second: 1_000_000n,
      minute: 60_000_000n,
      hour: 3_600_000_000n,
      day: MICROS_PER_DAY,
    }[unit];
    if (small !== undefined) return micros - floorMod(micros, small);
    const { year, month, days, dayOfWeek } = clockOf(micros);
    const start =
      unit === 'week'
        ? days - dayOfWeek + 1
        : daysOf(year, unit === 'year' ? 1 : unit === 'quarter' ? month - ((month - 1) % 3) : month, 1);
    return BigInt(start) * MICROS_PER_DAY;
  };
  const run = (unit: string, value: Value): Value => {
    const name = unitOf(unit, type);
    const found = truncated(name, wall(type, value));
    if (type.kind === 'date') return Number(found / MICROS_PER_DAY);
    if (type.kind !== 'timestamp with time zone') return found;
    const { u, z } = value as Zoned;
    const small = ['millisecond', 'second', 'minute', 'hour'].includes(name);
    return { u: small ? u - (wallOf(u, z) - found) : instantOf(found, z), z };
  };
  const given = call.args[1]!.type;
  const as = given.kind === type.kind ? given : type;
  const [unit, value] = call.args;
  if (
    unit!.text !== undefined &&
    isUnit(unit!.text, type) &&
    (type.kind === 'date' || type.kind === 'timestamp')
  )
    return typed(
      `CAST(date_trunc(${quote(unitOf(unit!.text, type))}, ${value!.sql}) AS ${type.kind.toUpperCase()})`,
      as,
    );
  return jsCall(call, run, { as });
};

const zoneOf = (type: Type, value: Value): { readonly name: string; readonly minutes: number } =>
  type.kind === 'timestamp with time zone'
    ? { name: (value as Zoned).z, minutes: offsetMinutes((value as Zoned).z, (value as Zoned).u) }
    : { name: 'UTC', minutes: 0 };

/** Joda and MySQL formats tell milliseconds; more digits are rounded away. */
const inMillis = (type: Type, value: Value): bigint => {
  const micros = wall(type, value);
  return 'precision' in type && type.precision > 3 ? divideRoundedFloor(micros) : micros;
};
const divideRoundedFloor = (micros: bigint): bigint => floorDiv(micros + 500n, 1000n) * 1000n;

const fromUnixtime: Implementation = (call) => {
  const zone = call.args[1];
  const run = (seconds: number, second?: string | bigint, minutes?: bigint): Value => {
    if (Number.isNaN(seconds) || Math.abs(seconds) > 9e12) throw invalid('The time is out of range');
    const micros = BigInt(Math.round(seconds * 1000)) * 1000n;
    if (typeof second === 'bigint')
      return {
        u: micros,
        z: zoneName(
          `${second < 0n || minutes! < 0n ? '-' : '+'}${String(Math.abs(Number(second))).padStart(2, '0')}:${String(Math.abs(Number(minutes))).padStart(2, '0')}`,
        ),
      };
    return { u: micros, z: second === undefined ? 'UTC' : zoneName(second) };
  };
  const name =
    zone === undefined
      ? 'UTC'
      : zone.text !== undefined && call.args.length === 2
        ? zoneName(zone.text)
        : undefined;
  return jsCall(call, run, { as: timestampTz(3, name) });
};

const ISO = '[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}';
const OFFSET = '[+-](?:0[0-9]|1[0-3]):[0-5][0-9]';

/**
 * Text of the usual forms goes to DuckDB, all other text to JavaScript.
 *
 * @param digits behind the second that are kept: DuckDB holds six, whatever the type promises
 */
const fromIso =
  (digits: 3 | 6): Implementation =>
  (call) =>
    typed(
      once(call.args[0]!.sql, (text) => {
        const slow = jsCall({ ...call, args: [typed(text, VARCHAR)] }, (value: string) =>
          parseIsoTimestamp(value, digits),
        ).sql;
        const form = (zone: string): string =>
          `regexp_full_match(${text}, ${quote(`${ISO}(\\.[0-9]{1,${digits}})?${zone}`)})`;
        const clock = (zone: number): string =>
          `TRY_CAST(left(${text}, length(${text}) - ${zone}) AS TIMESTAMP)`;
        const minutes = `CAST(substring(${text}, length(${text}) - 5, 3) || substring(${text}, length(${text}) - 1, 2) AS INTEGER)`;
        const behind = `to_minutes(${minutes} // 100 * 60 + ${minutes} % 100)`;
        const zone = `CASE WHEN ${minutes} = 0 THEN 'UTC' ELSE right(${text}, 6) END`;
        return `CASE WHEN ${text} IS NULL THEN NULL WHEN ${form('Z')} AND ${clock(1)} IS NOT NULL THEN struct_pack(u := ${clock(1)}, z := 'UTC') WHEN ${form(OFFSET)} AND ${clock(6)} IS NOT NULL THEN struct_pack(u := ${clock(6)} - ${behind}, z := ${zone}) ELSE ${slow} END`;
      }),
      call.result,
    );

const isoText = (type: Type, value: Value): string => {
  if (type.kind === 'date') return dateText(value as number);
  const micros = wall(type, value);
  const precision = 'precision' in type ? type.precision : 3;
  const text = `${dateText(Number(floorDiv(micros, MICROS_PER_DAY)))}T${timeText(floorMod(micros, MICROS_PER_DAY), precision)}`;
  if (type.kind !== 'timestamp with time zone') return text;
  const { minutes } = zoneOf(type, value);
  return (
    text +
    (minutes === 0
      ? 'Z'
      : `${minutes < 0 ? '-' : '+'}${String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0')}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`)
  );
};

const dayOf = ofDays('day', (c) => c.day, 86_400_000n, 0n);

/** @see https://trino.io/docs/435/functions/datetime.html */
export const timeFunctions: FunctionTable = {
  at_timezone: (call) => atTimeZone(call.args[0]!, call.args[1]!, call.node, call.env),
  current_timezone: () => quote('UTC'),
  date: (call) => typed(coerceDate(call), { kind: 'date' }),
  date_add: dateAdd,
  date_diff: dateDiff,
  date_format: jsTyped(
    ([type]) =>
      (value: Value, format: string) =>
        formatMysql(inMillis(type!, value), format),
  ),
  date_parse: js((text: string, format: string) => parseMysql(text, format)),
  date_trunc: dateTrunc,
  day: dayOf,
  day_of_month: dayOf,
  day_of_week: field('isodow', (c) => c.dayOfWeek),
  dow: field('isodow', (c) => c.dayOfWeek),
  day_of_year: field('dayofyear', (c) => c.dayOfYear),
  doy: field('dayofyear', (c) => c.dayOfYear),
  format_datetime: jsTyped(
    ([type]) =>
      (value: Value, format: string) =>
        formatJoda(
          inMillis(type!, value),
          format,
          type!.kind === 'timestamp with time zone' ? zoneOf(type, value) : undefined,
        ),
  ),
  from_iso8601_date: js((text: string) => parseIsoDate(text)),
  from_iso8601_timestamp: fromIso(3),
  from_iso8601_timestamp_nanos: fromIso(6),
  from_unixtime: fromUnixtime,
  hour: ofDays('hour', (c) => c.hour, 3_600_000n, 24n),
  human_readable_seconds: js((seconds: number) => humanSeconds(seconds)),
  last_day_of_month: jsTyped(([type]) => (value: Value) => {
    const { year, month } = clockOf(wall(type!, value));
    return daysOf(year, month, monthLength(year, month));
  }),
  millisecond: ofDays(undefined, (c) => c.millisecond, 1n, 1000n),
  minute: ofDays('minute', (c) => c.minute, 60_000n, 60n),
  month: ofMonths(
    'month',
    (c) => c.month,
    (n) => n % 12,
  ),
  now: (call) => special({ kind: 'special', name: 'current_timestamp', at: call.node.at }, call.env),
  parse_datetime: js((text: string, format: string) => {
    const { wall: local, zone = 'UTC' } = parseJoda(text, format);
    const name = zoneName(zone);
    return { u: instantOf(local, name), z: name };
  }),
  parse_duration: js((text: string) => duration(text)),
  quarter: field('quarter', (c) => Math.ceil(c.month / 3)),
  second: ofDays('second', (c) => c.second, 1000n, 60n),
  timezone_hour: js(({ u, z }: Zoned) => BigInt(Math.trunc(offsetMinutes(z, u) / 60))),
  timezone_minute: js(({ u, z }: Zoned) => BigInt(offsetMinutes(z, u) % 60)),
  to_iso8601: jsTyped(
    ([type]) =>
      (value: Value) =>
        isoText(type!, value),
  ),
  to_milliseconds: (call) => call.args[0]!.sql,
  to_unixtime: (call) => `(epoch_us((${call.args[0]!.sql}).u) / 1000000.0::DOUBLE)`,
  week: field('weekofyear', (c) => c.week),
  week_of_year: field('weekofyear', (c) => c.week),
  with_timezone: (call) => {
    const [, zone] = call.args;
    const type = call.parameters[0]!;
    const run = (micros: bigint, name: string): Value => {
      const z = zoneName(name);
      return { u: instantOf(micros, z), z };
    };
    return jsCall(call, run, {
      as: timestampTz(
        'precision' in type ? type.precision : 3,
        zone!.text === undefined ? undefined : zoneName(zone!.text),
      ),
    });
  },
  year: ofMonths(
    'year',
    (c) => c.year,
    (n) => n / 12,
  ),
  year_of_week: field('isoyear', (c) => c.weekYear),
  yow: field('isoyear', (c) => c.weekYear),
};

const coerceDate = (call: Parameters<Implementation>[0]): string => {
  const cast = call.env.analyze(
    {
      kind: 'cast',
      value: call.node.args[0]!,
      type: { name: 'date', args: [], at: call.node.at },
      safe: false,
      at: call.node.at,
    },
    call.env,
  );
  return cast.sql;
};

const DURATIONS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

function duration(text: string): bigint {
  const [, value, unit] = /^\s*(\d+(?:\.\d+)?)\s*([a-zA-Z]+)\s*$/.exec(text) ?? [];
  const factor = unit === undefined ? undefined : DURATIONS[unit];
  if (factor === undefined) throw invalid('duration is not a valid data duration string');
  return BigInt(Math.round(Number(value) * factor));
}

function humanSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) throw invalid('Invalid argument found: the seconds are not finite');
  const total = Math.abs(Math.round(seconds));
  const units: readonly (readonly [string, number])[] = [
    ['week', 604_800],
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ];
  let rest = total;
  const parts = units.flatMap(([name, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? [`${count} ${name}${count === 1 ? '' : 's'}`] : [];
  });
  return parts.length > 0 ? parts.join(', ') : '0 seconds';
}
