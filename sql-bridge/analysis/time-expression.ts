import { refused } from '../errors';
import type { Expression } from '../syntax/ast';
import { DATE, isText, timestamp, timestampTz, typeText, VARCHAR, type Type } from '../types/type';
import type { Zoned } from '../values/codec';
import { zoneName } from '../values/zone';
import { callOf } from './call';
import { coerce, instantOf } from './convert';
import type { Env } from './env';
import { quote, typed, type Typed } from './typed';

/** `current_timestamp` and its relatives; all of one statement tell the same moment, in UTC. */
export function special(node: Expression & { readonly kind: 'special' }, env: Env): Typed {
  if (node.name === 'current_date')
    return typed(`CAST(TIMESTAMP ${quote(`${env.ctx.today} 00:00:00`)} AS DATE)`, DATE);
  const precision = node.precision ?? 3;
  if (precision > 6) throw refused(`\`${node.name}\` of more than six digits`);
  const { now } = env.ctx;
  const moment = `TIMESTAMP ${quote(now.slice(0, precision === 0 ? 19 : 20 + precision))}`;
  switch (node.name) {
    case 'current_timestamp':
      return typed(`struct_pack(u := ${moment}, z := 'UTC')`, timestampTz(precision, 'UTC'));
    case 'localtimestamp':
      return typed(moment, timestamp(precision));
    case 'localtime':
      return typed(`CAST(${moment} AS TIME)`, { kind: 'time', precision });
  }
  throw refused(`\`${node.name}\``);
}

const PARTS: Readonly<Record<string, string>> = {
  year: 'year',
  quarter: 'quarter',
  month: 'month',
  week: 'week',
  day: 'day',
  day_of_month: 'day',
  day_of_week: 'day_of_week',
  dow: 'day_of_week',
  day_of_year: 'day_of_year',
  doy: 'day_of_year',
  year_of_week: 'year_of_week',
  yow: 'year_of_week',
  hour: 'hour',
  minute: 'minute',
  second: 'second',
  timezone_hour: 'timezone_hour',
  timezone_minute: 'timezone_minute',
};

/** `EXTRACT(part FROM x)` is the function of the part. */
export function extract(node: Expression & { readonly kind: 'extract' }, env: Env): Typed {
  const name = PARTS[node.part];
  if (name === undefined) throw env.ctx.error('SYNTAX_ERROR', node, `Invalid EXTRACT field: ${node.part}`);
  return callOf({ kind: 'call', name, args: [node.value], at: node.at }, env);
}

/** A zone that there isn't fails when the statement runs, where TRY sees it. */
function knownZone(text: string): string | undefined {
  try {
    return zoneName(text);
  } catch {
    return undefined;
  }
}

/** `x AT TIME ZONE zone`. */
export function atTimeZone(value: Typed, zone: Typed, node: { readonly at: number }, env: Env): Typed {
  const { ctx } = env;
  const { type } = value;
  if (zone.type.kind === 'interval day to second')
    throw refused('AT TIME ZONE with an interval', "Write the zone as text, such as '+02:00'.");
  if (!isText(zone.type))
    throw ctx.error('TYPE_MISMATCH', node, `Type of time zone is ${typeText(zone.type)}`);
  if (type.kind !== 'timestamp' && type.kind !== 'timestamp with time zone') {
    if (type.kind === 'time' || type.kind === 'time with time zone') throw refused('AT TIME ZONE of a time');
    throw ctx.error(
      'TYPE_MISMATCH',
      node,
      `Type of value must be a time or timestamp with or without time zone (actual ${typeText(type)})`,
    );
  }
  const moment = coerce(ctx, value, timestampTz(type.precision));
  const name = zone.text === undefined ? undefined : knownZone(zone.text);
  if (name !== undefined) {
    const u = type.kind === 'timestamp' ? value.sql : instantOf(moment);
    return {
      sql: `CASE WHEN ${u} IS NOT NULL THEN struct_pack(u := ${u}, z := ${quote(name)}) END`,
      type: timestampTz(type.precision, name),
      instant: u,
    };
  }
  const result: Type = timestampTz(type.precision);
  const run = ({ u }: Zoned, z: string): Zoned => ({ u, z: zoneName(z) });
  return typed(
    ctx.call(
      { name: 'athena_at_time_zone', parameters: [result, VARCHAR], result, run: run },
      moment.sql,
      zone.sql,
    ),
    result,
  );
}
