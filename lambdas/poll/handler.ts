import { scheduledPass } from '../aws/scheduled-pass';
import { discreetly } from '../discreet';
import { poll } from './kind';
import { passPoll } from './pass-poll';

/** One pass over a table, at its time. */
export const handler = discreetly(scheduledPass(poll, passPoll));
