import { civil, daysOf, floorDiv, floorMod, monthLength } from '../../values/calendar';
import type { Value, Zoned } from '../../values/codec';
import { wallOf } from '../../values/zone';
import { jsCall } from '../build';
import type { Implementation } from '../implementation';
import { MILLIS, MONTHS, unitOf } from './units';
import { wall } from './wall';

/** Completed units between two moments, counted by the clock for days and longer. */
export const dateDiff: Implementation = (call) => {
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
  return a > b ? -monthsFrom(b, a) : monthsFrom(a, b);
}

/** Completed months from one to a later moment. */
function monthsFrom(from: bigint, to: bigint): number {
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
  if (moved(from, months) > to) months--;
  return months;
}
