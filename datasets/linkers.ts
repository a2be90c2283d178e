import type { Linker } from '../core/bronze';
import { linkImage } from './covidx-ct/link-image';

/** Datasets whose records say more beside what came with them. */
const linkers = new Map<string, Linker>([['ct_images', linkImage]]);

export function linkerOf(dataset: string): Linker | undefined {
  return linkers.get(dataset);
}
