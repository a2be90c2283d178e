import { createHash } from 'node:crypto';
import { loopback, type Reply, type Seen } from '../../support/loopback';

interface Task {
  readonly SourceArn: string;
  readonly DestinationArn: string;
  readonly StartedTimestamp: number;
  readonly ApproximateNumberOfMessagesMoved: number;
  Status: string;
  FailureReason?: string;
}

export interface FakeSqsOptions {
  /** Looks at a task until it is done. @default 1 */
  readonly looks?: number;
  /** Why tasks fail. @default they don't */
  readonly failure?: string;
}

/**
 * SQS's endpoint as far as sending, counting and moving goes, with one task a queue.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasks.html
 */
export class FakeSqs {
  /** Bodies of messages, by the queue's name. */
  readonly queues = new Map<string, string[]>();
  readonly tasks: Task[] = [];
  endpoint = '';
  close: () => Promise<void> = () => Promise.resolve();
  private looks = 0;

  constructor(private readonly options: FakeSqsOptions = {}) {}

  async listen(): Promise<this> {
    const { endpoint, close } = await loopback((request) => this.answer(request));
    return Object.assign(this, { endpoint, close });
  }

  /** @returns its URL */
  queue(name: string, messages: readonly string[] = []): string {
    this.queues.set(name, [...messages]);
    return `${this.endpoint}/000000000000/${name}`;
  }

  private answer({ headers, body }: Seen): Reply {
    const operation = String(headers['x-amz-target']).replace('AmazonSQS.', '');
    const input = JSON.parse(body) as Record<string, string>;
    const answer = this.operate(operation, input);
    return {
      status: '__type' in answer ? 400 : 200,
      headers: { 'content-type': 'application/x-amz-json-1.0' },
      body: JSON.stringify(answer),
    };
  }

  private operate(operation: string, input: Record<string, string>): object {
    const { QueueUrl: url = '', SourceArn: source = '', DestinationArn: destination = '' } = input;
    const name = url.split('/').at(-1) ?? '';
    if (name !== '' && !this.queues.has(name))
      return { __type: 'com.amazonaws.sqs#QueueDoesNotExist', message: 'no such queue' };
    switch (operation) {
      case 'GetQueueAttributes':
        return {
          Attributes: { QueueArn: arnOf(name), ApproximateNumberOfMessages: String(this.in(name).length) },
        };
      case 'SendMessage':
        this.in(name).push(input.MessageBody ?? '');
        return {
          MessageId: 'id',
          MD5OfMessageBody: createHash('md5')
            .update(input.MessageBody ?? '')
            .digest('hex'),
        };
      case 'StartMessageMoveTask':
        return this.start(source, destination);
      case 'ListMessageMoveTasks':
        return { Results: this.latest(source) };
      default:
        return { __type: 'com.amazonaws.sqs#UnsupportedOperation', message: operation };
    }
  }

  private start(source: string, destination: string): object {
    if (this.tasks.some(({ SourceArn: arn, Status: status }) => arn === source && status === 'RUNNING'))
      return { __type: 'com.amazonaws.sqs#InvalidParameterValueException', message: 'one at a time' };
    const moved = this.options.failure ? [] : this.in(nameOf(source)).splice(0);
    this.in(nameOf(destination)).push(...moved);
    this.tasks.push({
      SourceArn: source,
      DestinationArn: destination,
      Status: 'RUNNING',
      StartedTimestamp: 1_700_000_000_000 + this.tasks.length,
      ApproximateNumberOfMessagesMoved: moved.length,
    });
    this.looks = 0;
    return { TaskHandle: 'handle' };
  }

  private latest(source: string): Task[] {
    const task = this.tasks.filter(({ SourceArn: arn }) => arn === source).at(-1);
    if (task === undefined) return [];
    if (task.Status === 'RUNNING' && this.looks++ >= (this.options.looks ?? 1)) {
      task.Status = this.options.failure ? 'FAILED' : 'COMPLETED';
      if (this.options.failure) task.FailureReason = this.options.failure;
    }
    return [{ ...task }];
  }

  private in(name: string): string[] {
    return this.queues.get(name) ?? [];
  }
}

function arnOf(name: string): string {
  return `arn:aws:sqs:eu-west-1:000000000000:${name}`;
}

function nameOf(arn: string): string {
  return arn.split(':').at(-1) ?? '';
}
