import { nextStart } from '../../../core/sources';
import type { poll } from '../../../lambdas/poll/kind';
import { passPoll } from '../../../lambdas/poll/pass-poll';
import type { LocalSource } from '../local-source';
import { passHere } from '../pass-work';

/** Read at its times, as on AWS. */
export const face: LocalSource<typeof poll.settings> = {
  pass: passHere(passPoll),
  next: ({ schedule }, after) => nextStart(schedule, after),
};
