import { civil, daysOf, floorDiv, floorMod, MICROS_PER_DAY } from './calendar';

/** The parts of a clock that formats and functions ask for. */
export interface Clock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Monday is 1. */
  readonly dayOfWeek: number;
  readonly dayOfYear: number;
  readonly week: number;
  readonly weekYear: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** Since 1970 of the day. */
  readonly days: number;
}

/** @param wall microseconds of the local clock */
export function clockOf(wall: bigint): Clock {
  const days = Number(floorDiv(wall, MICROS_PER_DAY));
  const { year, month, day } = civil(days);
  const micros = Number(floorMod(wall, MICROS_PER_DAY));
  const dayOfWeek = ((((days + 3) % 7) + 7) % 7) + 1;
  const thursday = civil(days - dayOfWeek + 4).year;
  const week = Math.floor((days - dayOfWeek + 4 - daysOf(thursday, 1, 1)) / 7) + 1;
  return {
    year,
    month,
    day,
    dayOfWeek,
    dayOfYear: days - daysOf(year, 1, 1) + 1,
    week,
    weekYear: thursday,
    days,
    hour: Math.floor(micros / 3_600_000_000),
    minute: Math.floor(micros / 60_000_000) % 60,
    second: Math.floor(micros / 1_000_000) % 60,
    millisecond: Math.floor(micros / 1000) % 1000,
  };
}
