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

/** Objects that runs have read and found whole since. */
const READ = `${qualified(bronzeObjectsTable)} WHERE missing_run_id IS NULL`;

/** Figures of a deployed lake that SQL can count. No persona sees the tables in which loads remember deleted keys: what runs say of them stands for it. */
const COUNTED = {
  landed: ({ name }: Dataset) => `SELECT coalesce(sum(records), 0) AS n FROM ${READ} AND dataset = '${name}'`,
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

/** Of each dataset the last day of arrival of which runs have read something, and how many records they have read of it. */
export function readToSql(): string {
  return `SELECT dataset, max(dt) AS dt, max_by(n, dt) AS n
FROM (SELECT dataset, dt, sum(records) AS n FROM ${READ} GROUP BY dataset, dt) AS days
GROUP BY dataset`;
}

/**
 * How many records lie in bronze from a day of arrival on; no row where there are none.
 *
 * @param since the day by dataset, YYYY/MM/DD; all of bronze where it is undefined
 */
export function bronzeSinceSql(
  datasets: readonly Dataset[],
  since: (dataset: string) => string | undefined,
): string {
  const lines = datasets.map((dataset) => {
    const day = since(dataset.name);
    const from = day === undefined ? '' : ` WHERE dt >= '${day}'`;
    return `SELECT '${dataset.name}' AS dataset FROM ${qualified(bronzeTable(dataset))}${from}`;
  });
  return `SELECT dataset, count(*) AS n FROM (
${lines.join('\nUNION ALL\n')}
) AS lines GROUP BY dataset`;
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
