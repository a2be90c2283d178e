import type { Value, Zoned } from '../../values/codec';
import { addMillis, addMonths } from '../../values/shift';
import { instantOf, wallOf } from '../../values/zone';
import { jsCall } from '../build';
import type { Implementation } from '../implementation';
import { MILLIS, MONTHS, unitOf } from './units';

export const dateAdd: Implementation = (call) => {
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
