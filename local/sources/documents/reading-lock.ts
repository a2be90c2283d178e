import { join } from 'node:path';
import type { LakeLayout } from '../../layout';

/** Held by whoever reads documents of a lake. */
export function readingLock({ root }: Pick<LakeLayout, 'root'>): string {
  return join(root, 'reading.lock');
}
