import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLetterAlarms, queueAlarms, type AlarmSpec } from './alarm-spec';
import type { LakeFunction } from './lake-function';
import { acknowledge } from '../nag';

export interface WorkQueueProps {
  /** Kebab case; names the queue in alarms. */
  readonly name: string;
  readonly encryptionKey: IKey;
  /** Timeout of the function that works on it. */
  readonly work: Duration;
  /** Deliveries after which a message is a dead letter. */
  readonly receives: number;
  /** Age from which a message counts as stuck. */
  readonly oldestMessage: Duration;
}

/** A queue that nothing leaves unnoticed: what cannot be done ends in a second queue somebody is told of. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: WorkQueueProps,
  ) {
    super(scope, id);
    const encrypted = {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: props.encryptionKey,
      enforceSSL: true,
    };
    this.deadLetters = new Queue(this, 'DeadLetters', { ...encrypted, retentionPeriod: Duration.days(14) });
    acknowledge(this.deadLetters, 'SQS3', 'It is the dead-letter queue.');
    this.queue = new Queue(this, 'Queue', {
      ...encrypted,
      // Age counts on in the dead-letter queue, which has to keep it for longer.
      retentionPeriod: Duration.days(7),
      // What fails comes back when the function says; this is for when it ends without saying anything.
      visibilityTimeout: Duration.seconds(props.work.toSeconds() * 2),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.receives },
    });
  }

  /**
   * Has a function work on it, one message at a time.
   *
   * @param concurrency functions at once; 2 at least
   */
  workOn(handler: LakeFunction, concurrency: number): void {
    handler.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: 1,
        maxConcurrency: concurrency,
        reportBatchItemFailures: true,
      }),
    );
  }

  alarms(): AlarmSpec[] {
    const { name, oldestMessage } = this.props;
    return [
      ...queueAlarms(name, this.queue, { oldestMessage }),
      ...deadLetterAlarms(`${name}-dead-letters`, this.deadLetters),
    ];
  }
}
