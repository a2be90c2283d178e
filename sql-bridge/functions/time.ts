import { byCount, counted, quote, raiseIf, template, type Bridge, type FunctionTable } from '../bridge';
import { stringLiteral, type Node } from '../node';
import { fromJoda, fromMysql } from '../time-format';
import { refused } from '../unsupported';
import { instant, isUtc, wall, zoneOf } from '../zone';

const UNITS = ['millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'];

function unitOf(name: string, node: Node | undefined): string {
  const unit = stringLiteral(node)?.toLowerCase();
  if (unit && UNITS.includes(unit)) return unit;
  throw refused(
    `\`${name}\` with this unit`,
    `one of ${UNITS.join(', ')} as a literal`,
    'Write the unit as a string literal.',
  );
}

/** n units as a DuckDB interval. */
const interval: Readonly<Record<string, (n: string) => string>> = {
  millisecond: (n) => `to_milliseconds(${n})`,
  second: (n) => `to_seconds(${n})`,
  minute: (n) => `to_minutes(${n})`,
  hour: (n) => `to_hours(${n})`,
  day: (n) => `to_days(CAST(${n} AS INTEGER))`,
  week: (n) => `to_days(CAST(7 * (${n}) AS INTEGER))`,
  month: (n) => `to_months(CAST(${n} AS INTEGER))`,
  quarter: (n) => `to_months(CAST(3 * (${n}) AS INTEGER))`,
  year: (n) => `to_years(CAST(${n} AS INTEGER))`,
};

/** Reads a field of the local clock. */
const clock = (write: (moment: string) => string): Bridge =>
  counted(1, 1, ({ args, emit }) => write(wall(args[0]!, emit)));
const part = (field: string): Bridge => clock((moment) => `CAST(${field}(${moment}) AS BIGINT)`);

const formatOf = (name: string, node: Node | undefined, translate: (format: string) => string): string => {
  const text = stringLiteral(node);
  if (text === undefined)
    throw refused(`\`${name}\` with a computed format`, 'a literal format', 'Write the format as a literal.');
  return quote(translate(text));
};
const formatted = (translate: (format: string) => string): Bridge =>
  counted(
    2,
    2,
    ({ name, args, emit }) => `strftime(${wall(args[0]!, emit)}, ${formatOf(name, args[1], translate)})`,
  );
const parsed = (translate: (format: string) => string, type: string): Bridge =>
  counted(
    2,
    2,
    ({ name, args, emit }) =>
      `CAST(date_trunc('millisecond', strptime(${emit(args[0]!)}, ${formatOf(name, args[1], translate)})) AS ${type})`,
  );

const inZone: Bridge = counted(2, 2, ({ args, emit }) => {
  zoneOf(args[1]);
  if (isUtc(args[1])) return `CAST(${instant(args[0]!, emit)} AS TIMESTAMPTZ)`;
  throw refused(
    'a value in a time zone other than UTC',
    'the zone to be read in the same expression',
    'Wrap it in CAST(... AS timestamp) or in date_format: DuckDB keeps no zone with a value.',
  );
});

const now = "date_trunc('millisecond', now())";

/** @see https://trino.io/docs/current/functions/datetime.html */
export const timeFunctions: FunctionTable = {
  at_timezone: inZone,
  current_date: template(0, () => 'CURRENT_DATE'),
  current_timestamp: byCount({ 0: () => now, 1: () => 'now()' }),
  current_timezone: template(0, () => "'UTC'"),
  date: clock((moment) => `athena_to_date(${moment})`),
  date_add: counted(
    3,
    3,
    ({ name, args, emit }) =>
      `athena_shift(${emit(args[2]!)}, ${interval[unitOf(name, args[0])]!(emit(args[1]!))})`,
  ),
  date_diff: counted(
    3,
    3,
    ({ name, args, emit }) =>
      `athena_date_diff(${quote(unitOf(name, args[0]))}, ${emit(args[1]!)}, ${emit(args[2]!)})`,
  ),
  date_format: formatted(fromMysql),
  date_parse: parsed(fromMysql, 'TIMESTAMP'),
  date_trunc: counted(
    2,
    2,
    ({ name, args, emit }) => `athena_date_trunc(${quote(unitOf(name, args[0]))}, ${emit(args[1]!)})`,
  ),
  day: part('day'),
  day_of_month: part('day'),
  day_of_week: part('isodow'),
  dow: part('isodow'),
  day_of_year: part('dayofyear'),
  doy: part('dayofyear'),
  format_datetime: formatted(fromJoda),
  from_iso8601_date: template(1, (text) => `athena_from_iso8601_date(${text})`),
  from_iso8601_timestamp: template(1, (text) => `athena_iso_utc(${text})`),
  from_unixtime: byCount({
    1: template(1, (seconds) => `athena_from_unixtime(${seconds})`),
    2: ({ args, emit }) => {
      if (!isUtc(args[1]))
        throw refused('`from_unixtime` in a zone other than UTC', 'UTC', 'Leave out the zone.');
      return `athena_from_unixtime(${emit(args[0]!)})`;
    },
  }),
  hour: part('hour'),
  last_day_of_month: clock((moment) => `last_day(${moment})`),
  localtimestamp: template(0, () => `CAST(${now} AS TIMESTAMP)`),
  millisecond: clock((moment) => `CAST(millisecond(${moment}) % 1000 AS BIGINT)`),
  minute: part('minute'),
  month: part('month'),
  now: template(0, () => now),
  parse_datetime: parsed(fromJoda, 'TIMESTAMPTZ'),
  quarter: part('quarter'),
  second: part('second'),
  to_iso8601: template(1, (moment) => `athena_to_iso8601(${moment})`),
  to_unixtime: counted(1, 1, ({ args, emit }) => `epoch(${instant(args[0]!, emit)})`),
  week: part('week'),
  week_of_year: part('week'),
  with_timezone: counted(2, 2, ({ args, emit }) => {
    if (isUtc(args[1])) return `CAST(CAST(${emit(args[0]!)} AS TIMESTAMP) AS TIMESTAMPTZ)`;
    throw refused(
      '`with_timezone` with a zone other than UTC',
      'the zone to be read in the same expression',
      "Add AT TIME ZONE 'UTC'.",
    );
  }),
  year: part('year'),
  year_of_week: part('isoyear'),
  yow: part('isoyear'),
};

const TIME = '[0-9]{1,2}(?::[0-9]{1,2}(?::[0-9]{1,2}(?:[.,][0-9]+)?)?)?';
const OFFSET = 'Z|[+-][0-9]{2}(?::?[0-9]{2})?';
const ISO = `'([0-9]{4})(-[0-9]{1,2})?(-[0-9]{1,2})?(?:T(${TIME})?(${OFFSET})?)?'`;
const FULL =
  "'[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})?'";
const notIso = "CAST('Not an ISO 8601 timestamp' AS TIMESTAMP)";
const notUtc =
  "An offset other than UTC needs AT TIME ZONE, for example from_iso8601_timestamp(x) AT TIME ZONE 'UTC'";
const offset = `regexp_extract(t, 'T.*?(${OFFSET})$', 1)`;
export const timeMacros: readonly string[] = [
  // Completed units, counted in milliseconds, as Joda counts them; DuckDB's date_diff counts boundaries.
  "athena_date_diff(unit, a, b) AS datesub(unit, date_trunc('millisecond', a), date_trunc('millisecond', b))",
  `athena_date_trunc(unit VARCHAR, x DATE) AS CAST(date_trunc(unit, x) AS DATE),
    (unit VARCHAR, x TIMESTAMP) AS date_trunc(unit, x), (unit VARCHAR, x TIMESTAMPTZ) AS date_trunc(unit, x)`,
  `athena_shift(x DATE, i INTERVAL) AS ${raiseIf("x + i <> date_trunc('day', x + i)", 'Cannot add hours, minutes or seconds to a date', 'CAST(x + i AS DATE)')},
    (x TIMESTAMP, i INTERVAL) AS x + i, (x TIMESTAMPTZ, i INTERVAL) AS x + i`,
  'athena_from_unixtime(s) AS CAST(epoch_ms(CAST(round(CAST(s AS DOUBLE) * 1000) AS BIGINT)) AS TIMESTAMPTZ)',
  // Year and year-month stand for their first day.
  `athena_from_iso8601_date(t) AS CASE WHEN t IS NULL THEN NULL
    WHEN regexp_full_match(t, '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}') THEN CAST(t AS DATE)
    WHEN regexp_full_match(t, '[0-9]{4}-[0-9]{1,2}') THEN CAST(t || '-01' AS DATE)
    WHEN regexp_full_match(t, '[0-9]{4}') THEN CAST(t || '-01-01' AS DATE)
    ELSE CAST('Not an ISO 8601 date' AS DATE) END`,
  `athena_iso_time(t) AS CASE length(regexp_replace(t, '[^:]', '', 'g')) WHEN 0 THEN t || ':00:00' WHEN 1 THEN t || ':00' ELSE replace(t, ',', '.') END`,
  // The local clock, whatever the offset; parts that are left out count as zero. Three digits of a second are kept.
  `athena_iso_wall(t) AS date_trunc('millisecond', CASE WHEN t IS NULL THEN NULL
    WHEN regexp_full_match(t, ${FULL}) THEN CAST(regexp_replace(t, '(${OFFSET})$', '') AS TIMESTAMP)
    WHEN regexp_full_match(t, ${ISO}) THEN CAST(regexp_extract(t, ${ISO}, 1)
      || coalesce(nullif(regexp_extract(t, ${ISO}, 2), ''), '-01') || coalesce(nullif(regexp_extract(t, ${ISO}, 3), ''), '-01')
      || ' ' || athena_iso_time(coalesce(nullif(regexp_extract(t, ${ISO}, 4), ''), '00')) AS TIMESTAMP)
    ELSE ${notIso} END)`,
  `athena_iso_shift(o) AS CASE WHEN o IN ('', 'Z') THEN INTERVAL 0 HOUR ELSE
    to_minutes((CASE WHEN left(o, 1) = '-' THEN -1 ELSE 1 END) * (60 * CAST(substr(o, 2, 2) AS INTEGER)
      + CAST(coalesce(nullif(right(replace(substr(o, 4), ':', ''), 2), ''), '0') AS INTEGER))) END`,
  `athena_iso_instant(t) AS CASE WHEN regexp_full_match(t, ${FULL}) THEN date_trunc('millisecond', CAST(t AS TIMESTAMPTZ))
    ELSE CAST(athena_iso_wall(t) - athena_iso_shift(${offset}) AS TIMESTAMPTZ) END`,
  `athena_iso_utc(t) AS ${raiseIf(`NOT (ends_with(t, 'Z') OR ${offset} IN ('', '+00:00', '-00:00', '+0000', '+00'))`, notUtc, 'athena_iso_instant(t)')}`,
  `athena_to_iso8601(x DATE) AS CAST(x AS VARCHAR), (x TIMESTAMP) AS strftime(x, '%Y-%m-%dT%H:%M:%S.%g'),
    (x TIMESTAMPTZ) AS strftime(x, '%Y-%m-%dT%H:%M:%S.%gZ')`,
];
