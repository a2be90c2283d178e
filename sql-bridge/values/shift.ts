import { SqlError } from '../errors';
import type { Type } from '../types/type';
import { civil, daysOf, floorDiv, floorMod, MICROS_PER_DAY, monthLength } from './calendar';
import type { Value, Zoned } from './codec';
import { instantOf, wallOf } from './zone';

/** A day moved by months; the end of a shorter month holds it. */
export function addMonthsToDays(days: number, months: number): number {
  const { year, month, day } = civil(days);
  const total = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(total / 12), (((total % 12) + 12) % 12) + 1];
  return daysOf(y, m, Math.min(day, monthLength(y, m)));
}

const shiftWall = (wall: bigint, months: number): bigint =>
  BigInt(addMonthsToDays(Number(floorDiv(wall, MICROS_PER_DAY)), months)) * MICROS_PER_DAY +
  floorMod(wall, MICROS_PER_DAY);

/** A date or time moved by months of its own clock. */
export function addMonths(type: Type, value: Value, months: number): Value {
  switch (type.kind) {
    case 'date':
      return addMonthsToDays(value as number, months);
    case 'timestamp':
      return shiftWall(value as bigint, months);
    default: {
      const { u, z } = value as Zoned;
      return { u: instantOf(shiftWall(wallOf(u, z), months), z), z };
    }
  }
}

const MILLIS_PER_DAY = 86_400_000n;

/** A date or time moved by milliseconds that pass. @throws SqlError for parts of a day added to a date */
export function addMillis(type: Type, value: Value, millis: bigint): Value {
  switch (type.kind) {
    case 'date':
      if (millis % MILLIS_PER_DAY !== 0n)
        throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'Cannot add hour, minutes or seconds to a date');
      return (value as number) + Number(millis / MILLIS_PER_DAY);
    case 'timestamp':
      return (value as bigint) + millis * 1000n;
    case 'time':
      return floorMod((value as bigint) + millis * 1000n, MICROS_PER_DAY);
    default: {
      const { u, z } = value as Zoned;
      return { u: u + millis * 1000n, z };
    }
  }
}
