import type { kafka } from '../../../lambdas/kafka/kind';
import type { SourceConstruct } from '../source-construct';

/** Nothing where there is no cluster. */
export const face: SourceConstruct<typeof kafka.settings> = {
  bind: () => ({ alarms: [] }),
};
