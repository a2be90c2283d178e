import type { DatasetContract } from './dataset';

const MINUTE = 60_000;

/**
 * Whether the newest record in silver is older than the contract asks; false where one of them isn't known.
 *
 * @param fresh its arrival, ISO 8601
 */
export function isLate(
  { freshWithinMinutes }: Pick<DatasetContract, 'freshWithinMinutes'>,
  fresh: string | null,
  now: Date,
): boolean {
  if (fresh === null || freshWithinMinutes === undefined) return false;
  return now.getTime() - Date.parse(fresh) > freshWithinMinutes * MINUTE;
}

/** From so many minutes on the hourly run is enough. */
const HOURLY = 60;

/**
 * How often to look for what is new, for a dataset to be as fresh as it asks: twice in the time, since what has arrived waits for
 * the next look and is then loaded. Minutes.
 *
 * @returns undefined where an hourly run is enough
 */
export function minutesBetweenLooks({
  freshWithinMinutes: asked,
}: Pick<DatasetContract, 'freshWithinMinutes'>): number | undefined {
  return asked === undefined || asked >= HOURLY ? undefined : Math.max(1, Math.floor(asked / 2));
}

/** Minutes as people say them: `45 minutes`, `26 hours`. */
export function inWords(minutes: number): string {
  return minutes % 60 === 0 && minutes > 60 ? `${minutes / 60} hours` : `${minutes} minutes`;
}
