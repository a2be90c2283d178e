import type { PassWork } from '../../core/sources';
import type { ApiCaller } from './http/caller';
import type { webApi } from './kind';
import type { AnswerLanding } from './land-answer';

export type ApiWork = PassWork<typeof webApi.settings>;

/** What the two ways of asking share. */
export interface Asking {
  readonly url: URL;
  readonly client: ApiCaller;
  readonly landing: AnswerLanding;
}
