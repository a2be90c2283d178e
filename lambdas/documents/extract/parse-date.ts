const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A date as it is written in the United States, as ISO 8601. Two-digit years and dates that don't exist
 * give null: a guess would look like a fact.
 */
export function parseDate(text: string | undefined): string | null {
  const written = text?.trim() ?? '';
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(written);
  if (iso) return calendarDate(iso[1], iso[2], iso[3]);
  const numbers = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(written);
  if (numbers) return calendarDate(numbers[3], numbers[1], numbers[2]);
  const words =
    /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/i.exec(written) ??
    reorder(/^(\d{1,2})[ -]([a-z]{3,9})\.?[ -](\d{4})$/i.exec(written));
  if (!words) return null;
  const month = MONTHS.indexOf((words[1] ?? '').slice(0, 3).toLowerCase()) + 1;
  return calendarDate(words[3], month.toString(), words[2]);
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
