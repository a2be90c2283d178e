const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** How the documents of a lake write 4 March in numbers: 3/4 or 4/3. */
export const dateOrders = ['month-first', 'day-first'] as const;
export type DateOrder = (typeof dateOrders)[number];

export interface WrittenDate {
  /** ISO 8601. */
  readonly date: string;
  /** Whether it may be another date as well; `date` is then the one with the month first. */
  readonly isAmbiguous: boolean;
}

/**
 * A date as people write it. Two-digit years and dates that don't exist give null: a guess would look like a
 * fact.
 *
 * @param order @default none is known: numbers that make two dates are ambiguous
 */
export function parseDate(text: string | undefined, order?: DateOrder): WrittenDate | null {
  const written = text?.trim() ?? '';
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(written);
  if (iso) return one(calendarDate(iso[1], iso[2], iso[3]));
  const numbers = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(written);
  if (numbers) return ofNumbers(numbers, order);
  const words =
    /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/i.exec(written) ??
    reorder(/^(\d{1,2})[ -]([a-z]{3,9})\.?[ -](\d{4})$/i.exec(written));
  if (!words) return null;
  const month = MONTHS.findIndex((name) => name.startsWith((words[1] ?? '').toLowerCase())) + 1;
  return one(calendarDate(words[3], month.toString(), words[2]));
}

function ofNumbers(
  [, first, second, year]: readonly (string | undefined)[],
  order: DateOrder | undefined,
): WrittenDate | null {
  const monthFirst = order === 'day-first' ? null : calendarDate(year, first, second);
  const dayFirst = order === 'month-first' ? null : calendarDate(year, second, first);
  const date = monthFirst ?? dayFirst;
  const isAmbiguous = monthFirst !== null && dayFirst !== null && monthFirst !== dayFirst;
  return date === null ? null : { date, isAmbiguous };
}

function one(date: string | null): WrittenDate | null {
  return date === null ? null : { date, isAmbiguous: false };
}

function reorder(match: RegExpExecArray | null): readonly (string | undefined)[] | null {
  return match && [match[0], match[2], match[1], match[3]];
}

function calendarDate(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): string | null {
  const iso = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? null : iso;
}
