import type { Value } from '../../values/codec';
import { clockOf, type Clock } from '../../values/clock';
import { jsCall } from '../build';
import type { Implementation } from '../implementation';
import { wall } from './wall';

/** @param name DuckDB's function of a date or a timestamp that gives the same, where it has one */
export const field =
  (name: string | undefined, part: (clock: Clock) => number): Implementation =>
  (call) => {
    const [type] = call.parameters;
    if (name !== undefined && (type!.kind === 'date' || type!.kind === 'timestamp'))
      return `CAST(${name}(${call.args[0]!.sql}) AS BIGINT)`;
    return jsCall(call, (value: Value) => BigInt(part(clockOf(wall(type!, value)))));
  };

/** A part of a clock, or of an interval of days. */
export const ofDays =
  (name: string | undefined, part: (clock: Clock) => number, unit: bigint, most: bigint): Implementation =>
  (call) => {
    if (call.parameters[0]!.kind !== 'interval day to second') return field(name, part)(call);
    return jsCall(call, (millis: bigint) => (most === 0n ? millis / unit : (millis / unit) % most));
  };
export const ofMonths =
  (name: string | undefined, part: (clock: Clock) => number, months: (n: number) => number): Implementation =>
  (call) => {
    if (call.parameters[0]!.kind !== 'interval year to month') return field(name, part)(call);
    return jsCall(call, (n: number) => BigInt(Math.trunc(months(n))));
  };
