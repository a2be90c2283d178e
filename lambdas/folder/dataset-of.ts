import type { Dataset } from '../../core/contracts';
import { SettingsError } from '../../core/errors';
import type { FolderSettings } from './settings';

/** @throws SettingsError naming the datasets there are */
export function datasetOf({ dataset: name }: FolderSettings, datasets: readonly Dataset[]): Dataset {
  const found = datasets.find((dataset) => dataset.name === name);
  if (found) return found;
  const names = datasets.map((dataset) => dataset.name).join(', ');
  throw new SettingsError(`A folder is for the dataset "${name}"; expected one of ${names}`);
}
