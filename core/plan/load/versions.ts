import { isChangeMapping, type Dataset } from '../../contracts';

const ARRIVAL = ['versioned_at', 'arrived_at', 'arrival_sequence', 'event_id'] as const;

/** What decides which of two versions of a key is later, first things first; no part is ever NULL. */
export function versionOf({ load }: Dataset): readonly string[] {
  return isChangeMapping(load) ? ['change_position', ...ARRIVAL] : ARRIVAL;
}

/** Columns of a version on either side of a comparison. */
type Side = (column: string) => string;

export const of =
  (alias: string): Side =>
  (column) =>
    `${alias}.${column}`;

/** The deletion that a row of the deleted keys holds. */
export const deletionOf =
  (alias: string): Side =>
  (column) =>
    `${alias}.deleted_${column}`;

/** `a` is a later version than `b`, compared part by part. */
export function later(dataset: Dataset, a: Side, b: Side): string {
  return compare(versionOf(dataset), a, b);
}

function compare(columns: readonly string[], a: Side, b: Side): string {
  const [column = '', ...rest] = columns;
  const greater = `${a(column)} > ${b(column)}`;
  return rest.length === 0
    ? greater
    : `${greater} OR (${a(column)} = ${b(column)} AND (${compare(rest, a, b)}))`;
}

/** `a` is the version to keep: the later one, or of events that never change the earlier. */
export function better(dataset: Dataset, a: Side, b: Side): string {
  return dataset.load === 'append' ? later(dataset, b, a) : later(dataset, a, b);
}

/** `a` and `b` are the same version. */
export function same(dataset: Dataset, a: Side, b: Side): string {
  return versionOf(dataset)
    .map((column) => `${a(column)} = ${b(column)}`)
    .join(' AND ');
}

export function sameKey({ key }: Dataset, a: string, b: string): string {
  return key.map((column) => `${a}.${column} = ${b}.${column}`).join(' AND ');
}

/** ORDER BY that puts the version to keep first. */
export function bestFirst(dataset: Dataset): string {
  const direction = dataset.load === 'append' ? '' : ' DESC';
  return versionOf(dataset)
    .map((column) => `${column}${direction}`)
    .join(', ');
}
