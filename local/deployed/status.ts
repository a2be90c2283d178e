import {
  accesses,
  bronzeFromSql,
  countable,
  figuresFrom,
  figuresSql,
  maySeeBronze,
  readToSql,
  type DatasetFigures,
} from '../../core/console';
import type { Dataset } from '../../core/contracts';
import type { PersonaConfig } from '../../core/governance';
import type { DeployedLake } from './deployed-lake';

type Asked = Pick<DeployedLake, 'answer'>;

/**
 * Where a dataset's records stand, as far as a persona may count them: one statement, and two more for what waits in
 * bronze, which read it from the last day on of which a run has read something. `landed` is what runs have read and what waits.
 */
export async function deployedStatus(
  lake: Asked,
  dataset: Dataset,
  persona: PersonaConfig,
  datasets: readonly Dataset[],
): Promise<DatasetFigures & { readonly dataset: string }> {
  const found = accesses(persona, datasets);
  const sql = figuresSql(dataset, countable(found, dataset));
  const figures = figuresFrom(sql === undefined ? {} : await rowOf(lake, sql));
  const pending = maySeeBronze(found, dataset) ? await pendingOf(lake, dataset) : null;
  const landed = figures.landed === null ? null : figures.landed + (pending ?? 0);
  return { dataset: dataset.name, ...figures, landed, pending };
}

async function pendingOf(lake: Asked, dataset: Dataset): Promise<number> {
  const { dt, n: read = '0' } = await rowOf(lake, readToSql(dataset));
  const { n: lines } = await rowOf(lake, bronzeFromSql(dataset, dt ?? undefined));
  return Math.max(0, Number(lines) - Number(read));
}

/** The first row of an answer, by column; empty when there is none. */
async function rowOf(lake: Asked, sql: string): Promise<Readonly<Record<string, string | null>>> {
  const { columns, rows } = await lake.answer(sql);
  const [row] = rows;
  if (row === undefined) return {};
  return Object.fromEntries(columns.map(({ name, text }, i) => [name, text(row[i] ?? null)] as const));
}
