import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Match, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { FILES_AT_ONCE, type folder } from '../../../lambdas/folder/kind';
import { FOLDER_ENV } from '../../../lambdas/folder/names';
import { functionAlarms, sharingEntries } from '../../constructs/alarm-spec';
import { LakeBucket } from '../../constructs/lake-bucket';
import { LakeFunction } from '../../constructs/lake-function';
import { WorkQueue } from '../../constructs/work-queue';
import { removalPolicy } from '../../constructs/zones';
import { pascalCase } from '..';
import type { SourceConstruct } from '../source-construct';

/** Longest that a file may take; one of a gigabyte takes a few minutes. */
const TIMEOUT = Duration.minutes(15);
/** Tries over some three hours, by the delays of the function. */
const RECEIVES = 20;

/** Drop bucket -> EventBridge -> queue -> function -> bronze. A source without a prefix has none of it. */
export const face: SourceConstruct<typeof folder.settings> = {
  bind(scope, lake, { name, settings }) {
    if (settings.prefix === undefined) return { alarms: [] };
    const { environment, keys, zones, ledger } = lake;
    const drop = new LakeBucket(scope, 'Drop', {
      encryptionKey: keys.bronze,
      accessLogs: zones.accessLogs,
      removalPolicy: removalPolicy(environment),
      deleteWithData: environment.deleteBucketsWithData,
      previousVersionDays: environment.retention.previousVersionDays,
      expireDays: settings.expireDays,
    });
    const work = new WorkQueue(scope, 'Work', {
      name: `folder-${name}`,
      encryptionKey: keys.operations,
      work: TIMEOUT,
      receives: RECEIVES,
      oldestMessage: Duration.hours(1),
    });
    new Rule(scope, 'Dropped', {
      description: `Files that were dropped for ${name}`,
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [drop.bucket.bucketName] },
          ...(settings.prefix !== '' && { object: { key: Match.prefix(settings.prefix) } }),
        },
      },
      targets: [new SqsQueue(work.queue)],
    });
    const handler = new LakeFunction(scope, 'Handler', {
      environment,
      entry: 'lambdas/folder/handler.ts',
      description: `Takes files that were dropped for ${name}`,
      encryptionKey: keys.operations,
      timeout: TIMEOUT,
      memory: 1024,
      variables: {
        [FOLDER_ENV.source]: name,
        [FOLDER_ENV.settings]: JSON.stringify(settings),
        [FOLDER_ENV.queueUrl]: work.queue.queueUrl,
        [FOLDER_ENV.bronzeBucket]: zones.bronze.bucket.bucketName,
        [FOLDER_ENV.dropBucket]: drop.bucket.bucketName,
      },
      whyNoQueue: 'What it gives up on goes to the dead-letter queue of the queue that it works on.',
    });
    drop.grantRead(handler, settings.prefix);
    zones.bronze.grantAppend(handler);
    ledger.grantReadWrite(handler, FOLDER_ENV.ledgerTable);
    work.workOn(handler, FILES_AT_ONCE);
    new CfnOutput(Stack.of(scope), `Drop${pascalCase(name)}`, {
      value: `s3://${drop.bucket.bucketName}/${settings.prefix}`,
      description: `Where to put files for ${name}`,
    });
    return {
      alarms: sharingEntries('folder', `folder-${name}`, [
        ...functionAlarms(`folder-${name}`, handler),
        ...work.alarms(),
      ]),
    };
  },
};
