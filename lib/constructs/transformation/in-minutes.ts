import { minutesBetweenLooks, type Dataset } from '../../../core/contracts';
import { isDeployed } from '../../../core/sources';
import type { Environment } from '../../config';

/** Datasets whose contracts ask for minutes, as far as a source of the environment feeds them. */
export function datasetsInMinutes(
  { sources }: Pick<Environment, 'sources'>,
  datasets: readonly Dataset[],
): Dataset[] {
  const fed = new Set(sources.filter(isDeployed).flatMap(({ kind, settings }) => kind.feeds(settings)));
  return datasets.filter((dataset) => fed.has(dataset.name) && minutesBetweenLooks(dataset) !== undefined);
}
