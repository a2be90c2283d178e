import { ConfigurationError } from '../../config';
import type { archive } from '../../../lambdas/archive/kind';
import type { SourceConstruct } from '../source-construct';

/** Archives are taken on one machine: an environment keeps their place in bronze free of crawlers, and nothing else. */
export const face: SourceConstruct<typeof archive.settings> = {
  bind(_scope, _lake, { name, settings }) {
    if (settings.from !== undefined)
      throw new ConfigurationError(
        `sources.${name}.from: archives are fetched on one machine only; leave it out here, and say it in sources.json of a lake's directory`,
      );
    return { alarms: [] };
  },
};
