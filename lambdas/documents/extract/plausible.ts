import { isAlarming } from './alarms';

/** ISO 8601 date. Nobody alive has been vaccinated before, and the day itself is what systems write for none. */
const EARLIEST_DAY = '1900-01-02';

/** As long as HL7 version 2.5.1 lets a lot number (RXA-15) be. */
const MAX_LOT_CHARACTERS = 20;

/** @param readAt ISO 8601: when it was read that something was given on that day */
export function isPlausibleDay(day: string, readAt: string): boolean {
  return day >= EARLIEST_DAY && day <= readAt.slice(0, 10);
}

/** A date or a part of one, an NDC, a telephone number: what stands beside lots on labels. */
const NO_LOT =
  /^(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])|\d{1,2}[a-z]{3}\d{2,4}|\d{4,5}-\d{3,4}-\d{1,2}|\d{3}[.-]\d{3}[.-]\d{4}|\d[.]\d+(?:ml)?|(.)\1{3,}|exp.*|\d{1,2}(?:st|nd|rd|th))$/i;

/** Small letters, some of them read as digits: a word, and no number of a vial. */
const WORD = /[a-z]{3}|^(?:[a-z]+[01]){2}/;

/** One word of letters and digits, as on a vial; a sentence, two lots, or a date is none. */
export function isPlausibleLot(lot: string): boolean {
  return (
    lot.length <= MAX_LOT_CHARACTERS &&
    /^[a-z0-9][a-z0-9./-]*$/i.test(lot) &&
    /\d/.test(lot) &&
    !WORD.test(lot) &&
    // Printed in one case; `N1x3d` is a word.
    !(/[a-z]/.test(lot) && /[A-Z]/.test(lot)) &&
    !isAlarming(lot) &&
    !NO_LOT.test(lot)
  );
}
