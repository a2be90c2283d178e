import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { FRAMES_AT_ONCE, type frames } from '../../../lambdas/frames/kind';
import { FRAMES_ENV, FRAMES_METRICS } from '../../../lambdas/frames/names';
import { functionAlarms, lakeMetric, sharingEntries } from '../../constructs/alarm-spec';
import { LakeBucket } from '../../constructs/lake-bucket';
import { LakeFunction } from '../../constructs/lake-function';
import { WorkQueue } from '../../constructs/work-queue';
import { removalPolicy } from '../../constructs/zones';
import { pascalCase } from '..';
import type { SourceConstruct } from '../source-construct';

/** Longest that a picture may take; one of 36 million pixels takes some ten seconds. */
const TIMEOUT = Duration.minutes(2);
/** Tries over some three hours, by the delays of the function. */
const RECEIVES = 20;
/** MB: four bytes for each pixel, the picture itself and what decoding it takes. */
const MEMORY = 2_048;

/** Upload bucket -> EventBridge -> queue -> function -> bronze. A source without uploads has none of it. */
export const face: SourceConstruct<typeof frames.settings> = {
  bind(scope, lake, { name, settings }) {
    const { upload } = settings;
    if (upload === undefined) return { alarms: [] };
    const { environment, keys, zones, ledger } = lake;
    const uploads = new LakeBucket(scope, 'Uploads', {
      encryptionKey: keys.bronze,
      accessLogs: zones.accessLogs,
      removalPolicy: removalPolicy(environment),
      deleteWithData: environment.deleteBucketsWithData,
      previousVersionDays: upload.expireDays,
      expireDays: upload.expireDays,
    });
    const work = new WorkQueue(scope, 'Work', {
      name: `frames-${name}`,
      encryptionKey: keys.operations,
      work: TIMEOUT,
      receives: RECEIVES,
      oldestMessage: Duration.hours(1),
    });
    new Rule(scope, 'Uploaded', {
      description: `Frames that were uploaded for ${name}`,
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [uploads.bucket.bucketName] } },
      },
      targets: [new SqsQueue(work.queue)],
    });
    const handler = new LakeFunction(scope, 'Handler', {
      environment,
      entry: 'lambdas/frames/handler.ts',
      description: `Looks at frames that were uploaded for ${name}`,
      encryptionKey: keys.operations,
      timeout: TIMEOUT,
      memory: MEMORY,
      variables: {
        [FRAMES_ENV.source]: name,
        [FRAMES_ENV.settings]: JSON.stringify(settings),
        [FRAMES_ENV.queueUrl]: work.queue.queueUrl,
        [FRAMES_ENV.bronzeBucket]: zones.bronze.bucket.bucketName,
        [FRAMES_ENV.uploadBucket]: uploads.bucket.bucketName,
      },
      whyNoQueue: 'What it gives up on goes to the dead-letter queue of the queue that it works on.',
    });
    uploads.grantRead(handler);
    zones.bronze.grantAppend(handler);
    ledger.grantReadWrite(handler, FRAMES_ENV.ledgerTable);
    work.workOn(handler, FRAMES_AT_ONCE);
    new CfnOutput(Stack.of(scope), `Uploads${pascalCase(name)}`, {
      value: `s3://${uploads.bucket.bucketName}/<camera>/<time>.jpg`,
      description: `Where to put frames for ${name}`,
    });
    return {
      alarms: sharingEntries('frames', `frames-${name}`, [
        ...functionAlarms(`frames-${name}`, handler),
        ...work.alarms(),
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
