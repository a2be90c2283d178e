import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { FRAMES_AT_ONCE, type frames } from '../../../lambdas/frames/kind';
import { FRAMES_METRICS } from '../../../lambdas/frames/names';
import { lakeMetric, sharingEntries } from '../../constructs/alarm-spec';
import { Inbox } from '../../constructs/inbox';
import { pascalCase } from '..';
import type { SourceConstruct } from '../source-construct';

/** Frames that are uploaded into a bucket. A source without uploads has none of it. */
export const face: SourceConstruct<typeof frames.settings> = {
  bind(scope, lake, source) {
    const { name, settings } = source;
    if (settings.upload === undefined) return { alarms: [] };
    const { expireDays } = settings.upload;
    const uploads = new Inbox(scope, 'Inbox', lake, {
      name: `frames-${name}`,
      source,
      what: 'Frames',
      expireDays,
      previousVersionDays: expireDays,
      entry: 'lambdas/frames/handler.ts',
      // A picture of 36 million pixels takes some ten seconds; four bytes for each pixel, the picture itself and what decoding it takes.
      timeout: Duration.minutes(2),
      memory: 2_048,
      atOnce: FRAMES_AT_ONCE,
    });
    new CfnOutput(Stack.of(scope), `Uploads${pascalCase(name)}`, {
      value: `${uploads.address}<camera>/<time>.jpg`,
      description: `Where to put frames for ${name}`,
    });
    return {
      alarms: sharingEntries('frames', `frames-${name}`, [
        ...uploads.alarms(),
        {
          id: `frames-${name}-refused`,
          summary: 'Uploads were no picture, or one too large.',
          metric: lakeMetric(FRAMES_METRICS.framesRefused),
          threshold: 10,
        },
      ]),
    };
  },
};
