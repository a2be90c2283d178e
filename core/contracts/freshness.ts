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

/** Minutes as people say them: `45 minutes`, `26 hours`. */
export function inWords(minutes: number): string {
  return minutes % 60 === 0 && minutes > 60 ? `${minutes / 60} hours` : `${minutes} minutes`;
}
