import type { Type } from '../../types/type';
import { floorDiv, MICROS_PER_DAY } from '../../values/calendar';
import type { Value, Zoned } from '../../values/codec';
import { offsetMinutes, wallOf } from '../../values/zone';

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

export const zoneOf = (type: Type, value: Value): { readonly name: string; readonly minutes: number } =>
  type.kind === 'timestamp with time zone'
    ? { name: (value as Zoned).z, minutes: offsetMinutes((value as Zoned).z, (value as Zoned).u) }
    : { name: 'UTC', minutes: 0 };

/** Joda and MySQL formats tell milliseconds; more digits are rounded away. */
export const inMillis = (type: Type, value: Value): bigint => {
  const micros = wall(type, value);
  return 'precision' in type && type.precision > 3 ? divideRoundedFloor(micros) : micros;
};
const divideRoundedFloor = (micros: bigint): bigint => floorDiv(micros + 500n, 1000n) * 1000n;
