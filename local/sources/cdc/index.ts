import type { cdc } from '../../../lambdas/cdc/kind';
import type { LocalSource } from '../local-source';

/** Nothing: DMS is on AWS alone. What it wrote there is taken from files. */
export const face: LocalSource<typeof cdc.settings> = {};
