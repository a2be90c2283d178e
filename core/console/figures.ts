import type { Dataset } from '../contracts';
import { bronzeObjectsTable, qualified, quarantineTable, silverTable } from '../tables';
import type { DatasetFigures } from './api';

/** Figures of a deployed lake that SQL can count. Deletions are in tables of the loads that no persona sees. */
const COUNTED = {
  landed: ({ name }: Dataset) =>
    `SELECT coalesce(sum(records), 0) AS n FROM ${qualified(bronzeObjectsTable)} WHERE dataset = '${name}'`,
  silver: (dataset: Dataset) => `SELECT count(*) AS n FROM ${qualified(silverTable(dataset))}`,
  quarantined: ({ name }: Dataset) =>
    `SELECT count(*) AS n FROM ${qualified(quarantineTable)} WHERE dataset = '${name}'`,
  fresh: (dataset: Dataset) => `SELECT max(arrived_at) AS n FROM ${qualified(silverTable(dataset))}`,
} as const satisfies Partial<Record<keyof DatasetFigures, (dataset: Dataset) => string>>;

/**
 * One statement for the figures of a dataset, which reads neither bronze nor a record: what landed is what runs have read.
 * It gives one row of texts, a column for each figure.
 *
 * @param countable figures that whoever asks may count
 * @returns undefined when there is none
 */
export function figuresSql(dataset: Dataset, countable: ReadonlySet<string>): string | undefined {
  const figures = Object.entries(COUNTED).filter(([name]) => countable.has(name));
  if (figures.length === 0) return undefined;
  const counted = figures.map(
    ([name, sql]) => `(SELECT CAST(n AS varchar) AS ${name} FROM (${sql(dataset)}) AS counted)`,
  );
  return `SELECT ${figures.map(([name]) => name).join(', ')} FROM ${counted.join('\nCROSS JOIN ')}`;
}

/** @param row what {@link figuresSql} has given, by column. @default nothing was asked */
export function figuresFrom(row: Readonly<Record<string, string | null>> = {}): DatasetFigures {
  const figure = (text: string | null | undefined): number | null =>
    text === null || text === undefined ? null : Number(text);
  const fresh = row.fresh ?? null;
  return {
    landed: figure(row.landed),
    silver: figure(row.silver),
    deleted: null,
    duplicates: null,
    quarantined: figure(row.quarantined),
    pending: null,
    fresh: fresh === null ? null : `${fresh.replace(' ', 'T')}Z`,
  };
}
