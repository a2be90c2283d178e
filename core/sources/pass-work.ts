import type { z } from 'zod';
import type { Dataset } from '../contracts';
import { SettingsError } from '../errors';
import type { Clock, Ledger, ObjectStore, Secrets, SqlEngine } from '../ports';
import type { Source } from './source';

/** What a pass works with, on AWS and on one machine alike. */
export interface PassWork<S extends z.ZodType = z.ZodType> {
  readonly source: Source<S>;
  readonly datasets: readonly Dataset[];
  readonly bronze: ObjectStore;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Read by the source's name. */
  readonly secrets: Secrets;
  /** Tables of the lake, for sources that ask for what it lacks. */
  readonly tables: Pick<SqlEngine, 'query'>;
  /** Aborted when there is no more time. What a pass has landed by then stays landed. */
  readonly signal: AbortSignal;
}

/**
 * The dataset that a source is for.
 *
 * @throws SettingsError naming the datasets there are
 */
export function datasetNamed(name: string, datasets: readonly Dataset[], source: string): Dataset {
  const found = datasets.find((dataset) => dataset.name === name);
  if (found) return found;
  const names = datasets.map((dataset) => dataset.name).join(', ');
  throw new SettingsError(`Source ${source} is for the dataset "${name}"; expected one of ${names}`);
}
