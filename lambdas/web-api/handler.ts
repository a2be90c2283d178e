import { scheduledPass } from '../aws/scheduled-pass';
import { discreetly } from '../discreet';
import { webApi } from './kind';
import { passApi } from './pass-api';

/** One pass over an API, at its time. */
export const handler = discreetly(scheduledPass(webApi, passApi));
