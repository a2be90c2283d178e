import { nextStart } from '../../../core/sources';
import type { webApi } from '../../../lambdas/web-api/kind';
import { passApi } from '../../../lambdas/web-api/pass-api';
import type { LocalSource } from '../local-source';
import { passHere } from '../pass-work';

/** Asked at its times, as on AWS. */
export const face: LocalSource<typeof webApi.settings> = {
  pass: passHere(passApi),
  next: ({ schedule }, after) => nextStart(schedule, after),
};
