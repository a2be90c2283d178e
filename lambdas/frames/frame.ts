/** A picture as it came. */
export interface Frame {
  readonly camera: string;
  readonly bytes: Buffer;
  readonly capturedAt: Date;
  /** Who says when it was taken. */
  readonly timeFrom: TimeFrom;
}

/**
 * - `sender`: whoever sent it said so
 * - `name`: its name says so
 * - `file`: it is when the file was last written
 * - `arrival`: nobody says; it is when it arrived
 */
export type TimeFrom = 'sender' | 'name' | 'file' | 'arrival';

/** Names of cameras. Part of object names. */
export const CAMERA = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

const NAME = /(\d{4})-?(\d\d)-?(\d\d)[T_](\d\d)[:-]?(\d\d)[:-]?(\d\d)(?:[.,_]?(\d{3}))?Z/;
const EPOCH = /(?:^|[^\d])(\d{13}|\d{10})(?:[^\d]|$)/;

/**
 * When a picture was taken, by its name: `2026-11-20T08-00-00Z`, `20261120T080000.250Z`, or seconds or milliseconds
 * since 1970. A name without a zone could mean any, and says nothing.
 */
export function timeInName(name: string): Date | undefined {
  const [whole, year, month, day, hour, minute, second, milliseconds = '000'] = NAME.exec(name) ?? [];
  if (whole !== undefined)
    return validTime(`${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}Z`);
  const digits = EPOCH.exec(name)?.[1];
  if (digits === undefined) return undefined;
  const time = new Date(Number(digits) * (digits.length === 10 ? 1_000 : 1));
  return time.getUTCFullYear() >= EARLIEST_YEAR ? time : undefined;
}

/** Before it no number of a name is taken for a time. */
const EARLIEST_YEAR = 2000;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** A moment in ISO 8601 with its zone; undefined for what is none. */
export function validTime(text: string): Date | undefined {
  const time = new Date(text);
  if (!ISO.test(text) || Number.isNaN(time.getTime())) return undefined;
  // What JavaScript reads as the day after the month's last is no day.
  const day = Number(text.slice(8, 10));
  const inMonth = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate();
  return day <= inMonth ? time : undefined;
}
