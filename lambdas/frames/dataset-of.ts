import type { Dataset } from '../../core/contracts';
import { SettingsError } from '../../core/errors';
import type { FramesSettings } from './settings';

/** @throws SettingsError naming the datasets there are */
export function datasetOf(
  { dataset: name }: Pick<FramesSettings, 'dataset'>,
  datasets: readonly Dataset[],
): Dataset {
  const found = datasets.find((dataset) => dataset.name === name);
  if (found) return found;
  const names = datasets.map((dataset) => dataset.name).join(', ');
  throw new SettingsError(`Frames are for the dataset "${name}"; expected one of ${names}`);
}
