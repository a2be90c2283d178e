import type { Dataset } from '../contracts';
import {
  bronzeObjectsTable,
  bronzeTable,
  loadAuditTable,
  qualified,
  quarantineTable,
  silverTable,
} from '../tables';
import type { DatasetFigures } from './api';

/** Figures of a deployed lake that SQL can count. No persona sees the tables in which loads remember deleted keys: what runs say of them stands for it. */
const COUNTED = {
  landed: (dataset: Dataset) => `SELECT coalesce(sum(records), 0) AS n FROM ${readObjects(dataset)}`,
  silver: (dataset: Dataset) => `SELECT count(*) AS n FROM ${qualified(silverTable(dataset))}`,
  deleted: ({ name }: Dataset) =>
    `SELECT coalesce(sum(deleted), 0) AS n FROM ${qualified(loadAuditTable)} WHERE dataset = '${name}'`,
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

/** Objects that runs have read and found whole since. */
function readObjects({ name }: Dataset): string {
  return `${qualified(bronzeObjectsTable)} WHERE dataset = '${name}' AND missing_run_id IS NULL`;
}

/** The last day of arrival of which runs have read something, and the records that they have read of it: one row, or none. */
export function readToSql(dataset: Dataset): string {
  return `SELECT dt, sum(records) AS n FROM ${readObjects(dataset)} GROUP BY dt ORDER BY dt DESC LIMIT 1`;
}

/** Records that lie in bronze from a day of arrival on. @param day YYYY/MM/DD @default all of them */
export function bronzeFromSql(dataset: Dataset, day: string | undefined): string {
  return `SELECT count(*) AS n FROM ${qualified(bronzeTable(dataset))}${day === undefined ? '' : ` WHERE dt >= '${day}'`}`;
}

/** @param row what {@link figuresSql} has given, by column. @default nothing was asked */
export function figuresFrom(row: Readonly<Record<string, string | null>> = {}): DatasetFigures {
  const figure = (text: string | null | undefined): number | null =>
    text === null || text === undefined ? null : Number(text);
  const fresh = row.fresh ?? null;
  const [landed, silver] = [figure(row.landed), figure(row.silver)];
  const [deleted, quarantined] = [figure(row.deleted), figure(row.quarantined)];
  const isCounted = landed !== null && silver !== null && deleted !== null && quarantined !== null;
  return {
    landed,
    silver,
    deleted,
    duplicates: isCounted ? Math.max(0, landed - silver - deleted - quarantined) : null,
    quarantined,
    pending: null,
    fresh: fresh === null ? null : `${fresh.replace(' ', 'T')}Z`,
  };
}
