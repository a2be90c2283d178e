import { isChangeMapping, keepsLog, type Dataset } from '../../contracts';
import { remembersDates } from '../../tables';
import { bestFirst } from './versions';

/** A column of staging that tells a record's place among others. */
export interface RankColumn {
  readonly name: string;
  /** Of a relation with the other columns of staging. */
  readonly sql: string;
}

/** How records get their places. */
export type Ranking = (dataset: Dataset) => readonly RankColumn[];

/** Each among its rivals. */
export const ranked: Ranking = (dataset) => places(dataset, rivals(dataset), ownDate(dataset));

/** As if none had a rival, for an engine that then ranks by {@link rivalry} those that have some. */
export const unrivalled: Ranking = (dataset) => [
  ...(remembersDates(dataset) ? [{ name: 'dated_at', sql: ownDate(dataset) }] : []),
  { name: 'load_rank', sql: '1' },
  { name: 'load_nth', sql: '1' },
];

/**
 * What ranks records that are staged as {@link unrivalled}: what rivals have in common, and their places.
 *
 * @param quoted how the engine quotes a name
 */
export function rivalry(
  dataset: Dataset,
  quoted: (name: string) => string,
): { readonly rivals: readonly string[]; readonly places: readonly RankColumn[] } {
  const by = rivals(dataset, quoted);
  return { rivals: by, places: places(dataset, by, 'dated_at') };
}

/**
 * Records of a key compete with each other; deletions among themselves where they don't have to be the latest. Of
 * changes with a position those of one position are one change, whatever they do.
 */
function rivals(dataset: Dataset, quoted = (name: string): string => name): string[] {
  const key = keepsLog(dataset) ? ['load_key'] : dataset.key.map(quoted);
  const splits =
    !isChangeMapping(dataset.load) &&
    (keepsLog(dataset) || remembersDates(dataset) || dataset.load === 'append');
  return ['bad_reason IS NULL', ...(splits ? ["load_operation = 'delete'"] : []), ...key];
}

/**
 * With two numbers that differ for a record that came twice. One change sent again has the position of the first,
 * which is kept.
 *
 * @param date SQL of when its sender has dated a record, NULL where it hasn't
 */
function places(dataset: Dataset, among: readonly string[], date: string): RankColumn[] {
  const partition = `PARTITION BY ${among.join(', ')}`;
  const best = bestFirst(dataset);
  const [order, first] = isChangeMapping(dataset.load)
    ? ['change_position DESC', 'change_position DESC, arrived_at, arrival_sequence, event_id']
    : [best, best];
  const latest = `max(${date}) OVER (${partition} ORDER BY ${best} ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)`;
  return [
    ...(remembersDates(dataset) ? [{ name: 'dated_at', sql: latest }] : []),
    { name: 'load_rank', sql: `rank() OVER (${partition} ORDER BY ${order})` },
    { name: 'load_nth', sql: `row_number() OVER (${partition} ORDER BY ${first})` },
  ];
}

function ownDate({ versionedBy }: Dataset): string {
  return `CASE WHEN ${String(versionedBy)} IS NOT NULL THEN versioned_at END`;
}
