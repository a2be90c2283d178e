import type { Clock } from '../clock';

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
export const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** A number with zeros in front, its sign before them. */
export const pad = (n: number, width: number): string =>
  n < 0 ? `-${String(-n).padStart(width, '0')}` : String(n).padStart(width, '0');
export const hour12 = (hour: number): number => hour % 12 || 12;

export const monthName = ({ month }: Clock): string => MONTHS[month - 1]!;
export const dayName = ({ dayOfWeek }: Clock): string => DAYS[dayOfWeek - 1]!;
/** As the formats abbreviate months and days. */
export const short = (name: string): string => name.slice(0, 3);
export const halfOf = ({ hour }: Clock): string => (hour < 12 ? 'AM' : 'PM');
/** The last two digits of a year. */
export const twoDigits = (year: number): string => pad(((year % 100) + 100) % 100, 2);
