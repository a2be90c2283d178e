import { SqlError } from '../../errors';
import type { Parts } from './parts';
import { DAYS, MONTHS, short } from './words';

/** Takes its field from a text at a place, and says where it ends; undefined where the text has something else. */
export type Reader = (text: string, at: number, parts: Parts) => number | undefined;

export const digits =
  (min: number, max: number, set: (parts: Parts, value: number) => boolean | void, signed = false): Reader =>
  (text, at, parts) => {
    const match = new RegExp(`${signed ? '[+-]?' : ''}\\d{${min},${max}}`, 'y');
    match.lastIndex = at;
    const found = match.exec(text)?.[0];
    if (found === undefined || set(parts, Number(found)) === false) return undefined;
    return at + found.length;
  };

const word =
  (words: readonly string[], set: (parts: Parts, place: number) => void): Reader =>
  (text, at, parts) => {
    const rest = text.slice(at).toLowerCase();
    let best = -1;
    words.forEach((each, i) => {
      if (rest.startsWith(each.toLowerCase()) && (best < 0 || each.length > words[best]!.length)) best = i;
    });
    if (best < 0) return undefined;
    set(parts, best);
    return at + words[best]!.length;
  };

export const within =
  (low: number, high: number, set: (parts: Parts, value: number) => void) =>
  (parts: Parts, value: number): boolean => {
    if (value < low || value > high) return false;
    set(parts, value);
    return true;
  };

/** A number of one field, in its bounds. @param most digits that are taken */
const field =
  (
    name: 'month' | 'day' | 'dayOfYear' | 'hour' | 'hour12' | 'minute' | 'second',
    low: number,
    high: number,
  ) =>
  (most = 2): Reader =>
    digits(
      1,
      most,
      within(low, high, (parts, value) => (parts[name] = value)),
    );

export const month = field('month', 1, 12);
export const day = field('day', 1, 31);
export const dayOfYear = field('dayOfYear', 1, 366);
export const hourOfDay = field('hour', 0, 23);
export const hourOfHalf = field('hour12', 1, 12);
export const minute = field('minute', 0, 59);
export const second = field('second', 0, 59);

/** Digits of a second, of which three count. */
export const fraction =
  (max: number): Reader =>
  (text, at, parts) => {
    const match = new RegExp(`\\d{1,${max}}`, 'y');
    match.lastIndex = at;
    const found = match.exec(text)?.[0];
    if (found === undefined) return undefined;
    parts.millis = Number(found.slice(0, 3).padEnd(3, '0'));
    return at + found.length;
  };

export const monthNames = word(
  [...MONTHS, ...MONTHS.map(short)],
  (parts, i) => void (parts.month = (i % 12) + 1),
);
export const dayNames = word(
  [...DAYS, ...DAYS.map(short)],
  (parts, i) => void (parts.weekday = i % DAYS.length),
);
export const halves = word(['AM', 'PM'], (parts, i) => void (parts.half = i));
/** Reads a whole text. @throws SqlError with the message for other text */
export function readAll(text: string, readers: readonly (Reader | string)[], message: string): Parts {
  const parts: Parts = { hour: 0, minute: 0, second: 0, millis: 0 };
  let at = 0;
  for (const reader of readers) {
    const next: number | undefined =
      typeof reader === 'string'
        ? text.startsWith(reader, at)
          ? at + reader.length
          : undefined
        : reader(text, at, parts);
    if (next === undefined) throw new SqlError('INVALID_FUNCTION_ARGUMENT', message);
    at = next;
  }
  if (at !== text.length) throw new SqlError('INVALID_FUNCTION_ARGUMENT', message);
  return parts;
}
