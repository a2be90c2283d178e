import picomatch from 'picomatch';
import type { Dataset } from '../../core/contracts';
import { datasets } from '../../datasets';
import { datasetNamed } from './datasets';
import { measurePng } from './measure-png';

/** Pictures of an archive, and the dataset of what is measured of them. */
export interface PictureFiles {
  readonly files: string;
  readonly dataset: string;
}

/** Measures pictures while their bytes are at hand. */
export interface PictureMeter {
  readonly dataset: Dataset;
  /** @returns JSON; undefined for a file that is no picture of these */
  measure(path: string, content: Buffer): string | undefined;
}

export function pictureMeter({ files, dataset }: PictureFiles): PictureMeter {
  const matches = picomatch(files, { nocase: true });
  return {
    dataset: datasetNamed(dataset, datasets),
    measure: (path, content) =>
      matches(path) ? JSON.stringify({ path, ...measurePng(content) }) : undefined,
  };
}
