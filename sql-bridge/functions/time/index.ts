import { castSql } from '../../analysis/convert';
import { atTimeZone, special } from '../../analysis/time-expression';
import { quote, typed } from '../../analysis/typed';
import { DATE } from '../../types/type';
import { daysOf, monthLength } from '../../values/calendar';
import type { Value, Zoned } from '../../values/codec';
import { parseIsoDate } from '../../values/iso-time';
import { clockOf } from '../../values/clock';
import { formatJoda } from '../../values/time-format/format-joda';
import { formatMysql, parseMysql } from '../../values/time-format/mysql';
import { parseJoda } from '../../values/time-format/parse-joda';
import { instantOf, offsetMinutes, zoneName } from '../../values/zone';
import { js, jsTyped } from '../build';
import type { BoundCall, FunctionTable } from '../implementation';
import { dateAdd } from './date-add';
import { dateDiff } from './date-diff';
import { dateTrunc } from './date-trunc';
import { duration, humanSeconds } from './durations';
import { field, ofDays, ofMonths } from './fields';
import { fromIso, isoText } from './iso';
import { inMillis, wall, zoneOf } from './wall';
import { fromUnixtime, withTimezone } from './zones';

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
  with_timezone: withTimezone,
  year: ofMonths(
    'year',
    (c) => c.year,
    (n) => n / 12,
  ),
  year_of_week: field('isoyear', (c) => c.weekYear),
  yow: field('isoyear', (c) => c.weekYear),
};

const coerceDate = ({ env, given }: BoundCall): string => castSql(env.ctx, given[0]!, DATE, false);
