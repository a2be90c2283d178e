import picomatch from 'picomatch';
import type { Dataset } from '../../core/contracts';
import { datasets } from '../../datasets';
import { datasetNamed } from './datasets';
import { measurePng, type PictureMeasurement } from './measure-png';
import { WHOLE_BYTES } from './zip/inflate';

/** Pictures of an archive, and the dataset of what is measured of them. */
export interface PictureFiles {
  readonly files: string;
  readonly dataset: string;
}

/** Measures pictures while their bytes are at hand. */
export interface PictureMeter {
  readonly dataset: Dataset;
  /**
   * @param content none of a picture that is too large to be looked at as a whole
   * @returns JSON; undefined for a file that is no picture of these
   */
  measure(path: string, content?: Buffer): string | undefined;
}

const TOO_LARGE: PictureMeasurement = { problem: `more than ${WHOLE_BYTES} bytes` };

export function pictureMeter({ files, dataset }: PictureFiles): PictureMeter {
  const matches = picomatch(files, { nocase: true });
  return {
    dataset: datasetNamed(dataset, datasets),
    measure: (path, content) =>
      matches(path) ? JSON.stringify({ path, ...(content ? measurePng(content) : TOO_LARGE) }) : undefined,
  };
}
