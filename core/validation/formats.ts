/**
 * Calendar-exact date and time patterns. They know the lengths of months and leap years, so that
 * `2013-02-30` fails at the edge as a pattern, in any JSON Schema engine, without code of its own.
 */
const LEAP_YEAR = '(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)';

/** Years as FHIR has them: four digits, not 0000. */
const YEAR = '(?!0000)[0-9]{4}';

const MONTH = '(?:0[1-9]|1[0-2])';

const MONTH_AND_DAY =
  '(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))';

const DAY = `(?:${YEAR}-${MONTH_AND_DAY}|${LEAP_YEAR}-02-29)`;

/** Seconds may be 60 (a leap second); 24:00 is not a time. */
const CLOCK = '(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?';

const OFFSET = '(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))';

/** Patterns to build others from; none has anchors. */
export const CALENDAR = {
  day: DAY,
  partialDay: `(?:${DAY}|${YEAR}(?:-${MONTH})?)`,
  clock: CLOCK,
  instant: `${DAY}T${CLOCK}${OFFSET}`,
  partialInstant: `(?:${DAY}(?:T${CLOCK}${OFFSET})?|${YEAR}(?:-${MONTH})?)`,
} as const;

/** The values of the keyword `format` that derived schemas may use; any other fails to compile. */
export const FORMATS: Readonly<Record<string, string>> = {
  date: `^${CALENDAR.day}$`,
  time: `^${CALENDAR.clock}(?:${OFFSET})?$`,
  'date-time': `^${CALENDAR.instant}$`,
  uuid: '^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$',
  uri: '^[A-Za-z][A-Za-z0-9+.\\-]*:[^\\s]+$',
  email: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$',
};

/** What each format is called in a finding. */
export const FORMAT_NAMES: Readonly<Record<string, string>> = {
  date: 'a date, YYYY-MM-DD, that exists in the calendar',
  time: 'a time, hh:mm:ss',
  'date-time': 'a date and time with its zone, YYYY-MM-DDThh:mm:ss+hh:mm',
  uuid: 'a UUID',
  uri: 'an absolute URI',
  email: 'an e-mail address',
};
