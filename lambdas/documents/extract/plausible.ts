/** ISO 8601 date. Nobody alive has been vaccinated before. */
const EARLIEST_DAY = '1900-01-01';

/** As long as HL7 version 2.5.1 lets a lot number (RXA-15) be. */
const MAX_LOT_CHARACTERS = 20;

/** @param readAt ISO 8601: when it was read that something was given on that day */
export function isPlausibleDay(day: string, readAt: string): boolean {
  return day >= EARLIEST_DAY && day <= readAt.slice(0, 10);
}

/** One word of letters and digits, as on a vial; a sentence, or two lots, is none. */
export function isPlausibleLot(lot: string): boolean {
  return lot.length <= MAX_LOT_CHARACTERS && /^[a-z0-9][a-z0-9./-]*$/i.test(lot) && /\d/.test(lot);
}
