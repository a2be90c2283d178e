import { SqlError } from '../../errors';
import type { Type } from '../../types/type';

/** Milliseconds of units that always last as long. */
export const MILLIS: Readonly<Record<string, bigint>> = {
  millisecond: 1n,
  second: 1000n,
  minute: 60_000n,
  hour: 3_600_000n,
  day: 86_400_000n,
  week: 604_800_000n,
};
export const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

/** Whether values of a type have a unit. */
export function isUnit(unit: string, type: Type): boolean {
  const name = unit.toLowerCase();
  if (type.kind === 'time') return ['millisecond', 'second', 'minute', 'hour'].includes(name);
  return type.kind === 'date'
    ? ['day', 'week', 'month', 'quarter', 'year'].includes(name)
    : MILLIS[name] !== undefined || MONTHS[name] !== undefined;
}

/** @throws SqlError INVALID_FUNCTION_ARGUMENT for a unit that the type lacks */
export function unitOf(unit: string, type: Type): string {
  const name = unit.toLowerCase();
  if (!isUnit(unit, type))
    throw new SqlError(
      'INVALID_FUNCTION_ARGUMENT',
      `The text is not a valid ${type.kind === 'date' ? 'DATE' : type.kind === 'time' ? 'TIME' : 'TIMESTAMP'} field`,
    );
  return name;
}
