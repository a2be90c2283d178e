import type { archive } from '../../../lambdas/archive/kind';
import type { SourceConstruct } from '../source-construct';

export const face: SourceConstruct<typeof archive.settings> = {
  bind: () => ({ alarms: [] }),
};
