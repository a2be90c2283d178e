import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  StartMessageMoveTaskCommand,
  type ListMessageMoveTasksResultEntry,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { QueueReport } from './redrive-report';

/** How long to watch messages go; what takes longer goes on by itself. */
const PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 500;
/** `AWS.SimpleQueueService.NonExistentQueue`; a sentence, which may say anything, is not told on. */
const CODE = /^\w+(\.\w+)*$/;

/** A queue of dead letters and the queue they go back to, by their URLs. */
export interface DeadLetterQueue {
  /** The queue they go back to, as alarms name it. */
  readonly name: string;
  readonly deadLettersUrl: string;
  readonly queueUrl: string;
}

export interface MoveOptions {
  /** Counts and moves nothing. @default false */
  readonly dryRun?: boolean | undefined;
  /** Milliseconds. @default 15,000 */
  readonly patience?: number;
}

/**
 * Sends the dead letters of a queue back to it. The destination is named, since SQS doesn't know where what a
 * topic could not deliver would have gone. SQS allows one such task a queue: while one is under way, it is watched
 * and none is started.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
 */
export async function moveDeadLetters(
  sqs: SQSClient,
  { name, deadLettersUrl, queueUrl }: DeadLetterQueue,
  { dryRun = false, patience = PATIENCE_MS }: MoveOptions = {},
): Promise<QueueReport> {
  const { arn: source, messages } = await attributesOf(sqs, deadLettersUrl);
  if (dryRun) return { queue: name, messages, moved: 0, status: 'LISTED' };
  const before = await latestTask(sqs, source);
  const isUnderWay = before?.Status === 'RUNNING';
  if (!isUnderWay) {
    const { arn: destination } = await attributesOf(sqs, queueUrl);
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: source, DestinationArn: destination }));
  }
  const until = performance.now() + patience;
  for (;;) {
    const task = await latestTask(sqs, source);
    const isOurs = isUnderWay || task?.StartedTimestamp !== before?.StartedTimestamp;
    const isDone = isOurs && task !== undefined && task.Status !== 'RUNNING';
    if (isDone || performance.now() >= until) {
      const { Status: status = 'RUNNING', FailureReason: reason, ...counts } = (isOurs && task) || {};
      return {
        queue: name,
        messages,
        moved: counts.ApproximateNumberOfMessagesMoved ?? 0,
        status: CODE.test(reason ?? '') ? `${status}: ${reason}` : status,
      };
    }
    await sleep(LOOK_EVERY_MS);
  }
}

async function attributesOf(sqs: SQSClient, url: string): Promise<{ arn: string; messages: number }> {
  const { Attributes: found } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages'],
    }),
  );
  return { arn: found?.QueueArn ?? '', messages: Number(found?.ApproximateNumberOfMessages ?? 0) };
}

async function latestTask(
  sqs: SQSClient,
  source: string,
): Promise<ListMessageMoveTasksResultEntry | undefined> {
  const { Results: tasks } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: source }));
  return tasks?.[0];
}
