import { Duration } from 'aws-cdk-lib';
import { Match, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { INBOX_ENV } from '../../lambdas/inbox/names';
import type { Source } from '../../core/sources';
import { denyDirectReads } from '../governance/deny-direct-reads';
import { functionAlarms, type AlarmSpec } from './alarm-spec';
import type { Lake } from './lake';
import { LakeBucket } from './lake-bucket';
import { LakeFunction, type LakeFunctionProps } from './lake-function';
import { serviceRoleArns } from './service-roles';
import { WorkQueue } from './work-queue';
import { removalPolicy } from './zones';

/** Tries over some three hours, by the delays of the function. */
const RECEIVES = 20;

export interface InboxProps extends Pick<LakeFunctionProps, 'entry' | 'timeout' | 'memory'> {
  /** What the names of its alarms begin with. */
  readonly name: string;
  readonly source: Pick<Source, 'name' | 'settings'>;
  /** What others put there, in the plural and with a capital. */
  readonly what: string;
  /** Only objects below it are told of. @default all of them */
  readonly prefix?: string;
  /** Days for which an object stays. */
  readonly expireDays: number;
  /** Days for which what was overwritten stays. */
  readonly previousVersionDays: number;
  /** Files that are worked on at once. */
  readonly atOnce: number;
}

/** A bucket of its own into which others put files: bucket -> EventBridge -> queue -> function -> bronze. */
export class Inbox extends Construct {
  /** Where to put files. */
  readonly address: string;
  private readonly work: WorkQueue;
  private readonly handler: LakeFunction;

  constructor(
    scope: Construct,
    id: string,
    { environment, keys, zones, ledger }: Lake,
    private readonly props: InboxProps,
  ) {
    super(scope, id);
    const { name, source, what, prefix = '', timeout } = props;
    const files = new LakeBucket(this, 'Files', {
      encryptionKey: keys.bronze,
      accessLogs: zones.accessLogs,
      removalPolicy: removalPolicy(environment),
      deleteWithData: environment.deleteBucketsWithData,
      previousVersionDays: props.previousVersionDays,
      expireDays: props.expireDays,
    });
    // Its files are records like those in bronze.
    denyDirectReads(files.bucket, [serviceRoleArns(this, environment.name)]);
    this.address = `s3://${files.bucket.bucketName}/${prefix}`;
    this.work = new WorkQueue(this, 'Work', {
      name,
      encryptionKey: keys.operations,
      work: timeout,
      receives: RECEIVES,
      oldestMessage: Duration.hours(1),
    });
    new Rule(this, 'Arrived', {
      description: `${what} that arrived for ${source.name}`,
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [files.bucket.bucketName] },
          ...(prefix !== '' && { object: { key: Match.prefix(prefix) } }),
        },
      },
      targets: [new SqsQueue(this.work.queue)],
    });
    this.handler = new LakeFunction(this, 'Handler', {
      environment,
      entry: props.entry,
      description: `Takes ${what.toLowerCase()} that arrived for ${source.name}`,
      encryptionKey: keys.operations,
      timeout,
      ...(props.memory !== undefined && { memory: props.memory }),
      variables: {
        [INBOX_ENV.source]: source.name,
        [INBOX_ENV.settings]: JSON.stringify(source.settings),
        [INBOX_ENV.queueUrl]: this.work.queue.queueUrl,
        [INBOX_ENV.bronzeBucket]: zones.bronze.bucket.bucketName,
        [INBOX_ENV.inboxBucket]: files.bucket.bucketName,
      },
      whyNoQueue: 'What it gives up on goes to the dead-letter queue of the queue that it works on.',
    });
    files.grantRead(this.handler, prefix);
    zones.bronze.grantAppend(this.handler);
    ledger.grantReadWrite(this.handler, INBOX_ENV.ledgerTable);
    this.work.workOn(this.handler, props.atOnce);
  }

  alarms(): AlarmSpec[] {
    return [...functionAlarms(this.props.name, this.handler), ...this.work.alarms()];
  }
}
