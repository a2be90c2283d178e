import type { SqlError } from '../../errors';
import type { Type } from '../../types/type';
import { floorDiv, floorMod, MICROS_PER_DAY } from '../calendar';
import type { Zoned } from '../codec';
import { parseDate, parseTime, parseTimestamp, roundMicros } from '../parse-time';
import { instantOf, wallOf, zoneName } from '../zone';
import { noCast, type Cast } from './cast';

const midnight = (days: number): bigint => BigInt(days) * MICROS_PER_DAY;

export function castTime(from: Type, to: Type, bad: () => SqlError): Cast {
  const required = <T>(value: T | undefined): T => {
    if (value === undefined) throw bad();
    return value;
  };
  const isText = from.kind === 'varchar';
  if (to.kind === 'date') {
    if (isText) return (value) => required(parseDate(value as string));
    if (from.kind === 'timestamp') return (value) => Number(floorDiv(value as bigint, MICROS_PER_DAY));
    if (from.kind === 'timestamp with time zone')
      return (value) => Number(floorDiv(wallOf((value as Zoned).u, (value as Zoned).z), MICROS_PER_DAY));
  }
  if (to.kind === 'timestamp') {
    if (isText)
      return (value) => {
        // A zone behind the clock is read over.
        const { wall, zone } = required(parseTimestamp(value as string, to.precision));
        if (zone !== undefined && !isZone(zone)) throw bad();
        return wall;
      };
    if (from.kind === 'date') return (value) => midnight(value as number);
    if (from.kind === 'timestamp') return (value) => roundMicros(value as bigint, to.precision);
    if (from.kind === 'timestamp with time zone')
      return (value) => roundMicros(wallOf((value as Zoned).u, (value as Zoned).z), to.precision);
  }
  if (to.kind === 'timestamp with time zone') {
    if (isText)
      return (value) => {
        const { wall, zone = 'UTC' } = required(parseTimestamp(value as string, to.precision));
        const name = zoneName(zone);
        return { u: instantOf(wall, name), z: name };
      };
    if (from.kind === 'date') return (value) => ({ u: midnight(value as number), z: 'UTC' });
    if (from.kind === 'timestamp')
      return (value) => ({ u: roundMicros(value as bigint, to.precision), z: 'UTC' });
    if (from.kind === to.kind)
      return (value) => ({ u: roundMicros((value as Zoned).u, to.precision), z: (value as Zoned).z });
  }
  if (to.kind === 'time') {
    if (isText)
      return (value) => required(parseTime((value as string).trim(), to.precision)) % MICROS_PER_DAY;
    if (from.kind === 'timestamp')
      return (value) => roundMicros(floorMod(value as bigint, MICROS_PER_DAY), to.precision) % MICROS_PER_DAY;
    if (from.kind === 'time') return (value) => roundMicros(value as bigint, to.precision) % MICROS_PER_DAY;
    if (from.kind === 'timestamp with time zone')
      return (value) =>
        roundMicros(floorMod(wallOf((value as Zoned).u, (value as Zoned).z), MICROS_PER_DAY), to.precision) %
        MICROS_PER_DAY;
  }
  if (from.kind === to.kind) return (value) => value;
  throw noCast(from, to);
}

function isZone(zone: string): boolean {
  try {
    return zoneName(zone) !== '';
  } catch {
    return false;
  }
}
