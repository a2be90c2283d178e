import { accesses, countable, figuresFrom, figuresSql, type DatasetFigures } from '../../core/console';
import type { Dataset } from '../../core/contracts';
import type { PersonaConfig } from '../../core/governance';
import type { DeployedLake } from './deployed-lake';

/** Where a dataset's records stand, as far as a persona may count them: one statement. */
export async function deployedStatus(
  lake: Pick<DeployedLake, 'answer'>,
  dataset: Dataset,
  persona: PersonaConfig,
  datasets: readonly Dataset[],
): Promise<DatasetFigures & { readonly dataset: string }> {
  const sql = figuresSql(dataset, countable(accesses(persona, datasets), dataset));
  const found = sql === undefined ? undefined : await lake.answer(sql);
  const row = found?.columns.map(({ name, text }, i) => [name, text(found.rows[0]?.[i] ?? null)] as const);
  return { dataset: dataset.name, ...figuresFrom(Object.fromEntries(row ?? [])) };
}
