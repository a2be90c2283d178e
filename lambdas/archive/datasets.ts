import type { Dataset } from '../../core/contracts';
import { SettingsError } from '../../core/errors';

/** @throws SettingsError naming the datasets there are */
export function datasetNamed(name: string, datasets: readonly Dataset[]): Dataset {
  const found = datasets.find((dataset) => dataset.name === name);
  if (found) return found;
  const names = datasets.map((dataset) => dataset.name).join(', ');
  throw new SettingsError(`Files of an archive are for the dataset "${name}"; expected one of ${names}`);
}
