import { quote, typed } from '../../analysis/typed';
import { daysOf, floorMod, MICROS_PER_DAY } from '../../values/calendar';
import type { Value, Zoned } from '../../values/codec';
import { clockOf } from '../../values/clock';
import { instantOf, wallOf } from '../../values/zone';
import { jsCall } from '../build';
import type { Implementation } from '../implementation';
import { isUnit, unitOf } from './units';
import { wall } from './wall';

export const dateTrunc: Implementation = (call) => {
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
