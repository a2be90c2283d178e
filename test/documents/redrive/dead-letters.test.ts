import { SQSClient } from '@aws-sdk/client-sqs';
import { moveDeadLetters, type DeadLetterQueue } from '../../../lambdas/documents/redrive/dead-letters';
import { CREDENTIALS } from '../../support/loopback';
import { FakeSqs, type FakeSqsOptions } from '../support/fake-sqs';

let fake: FakeSqs;
let sqs: SQSClient;
afterEach(async () => {
  sqs.destroy();
  await fake.close();
});

async function setUp(deadLetters: readonly string[], options?: FakeSqsOptions): Promise<DeadLetterQueue> {
  fake = await new FakeSqs(options).listen();
  sqs = new SQSClient({
    endpoint: fake.endpoint,
    region: 'eu-west-1',
    credentials: CREDENTIALS,
    maxAttempts: 1,
  });
  return {
    name: 'documents-start',
    deadLettersUrl: fake.queue('dead-letters', deadLetters),
    queueUrl: fake.queue('queue', ['waiting']),
  };
}

it('sends dead letters back to their queue and tells how many', async () => {
  const queue = await setUp(['a', 'b']);
  expect(await moveDeadLetters(sqs, queue)).toEqual({
    queue: 'documents-start',
    messages: 2,
    moved: 2,
    status: 'COMPLETED',
  });
  expect(fake.queues.get('queue')).toEqual(['waiting', 'a', 'b']);
  expect(fake.tasks).toMatchObject([{ DestinationArn: 'arn:aws:sqs:eu-west-1:000000000000:queue' }]);
});

it('tells of its own task, not of one that has ended before', async () => {
  const queue = await setUp(['a', 'b']);
  await moveDeadLetters(sqs, queue);
  fake.queues.get('dead-letters')?.push('c');
  expect(await moveDeadLetters(sqs, queue)).toMatchObject({ messages: 1, moved: 1, status: 'COMPLETED' });
});

it('leaves a task to itself that takes long, and starts none beside one under way', async () => {
  const queue = await setUp(['a'], { looks: 100 });
  expect(await moveDeadLetters(sqs, queue, { patience: 0 })).toMatchObject({ moved: 1, status: 'RUNNING' });
  expect(await moveDeadLetters(sqs, queue, { patience: 0 })).toMatchObject({ status: 'RUNNING' });
  expect(fake.tasks).toHaveLength(1);
});

it('tells why SQS could not move them', async () => {
  const queue = await setUp(['a'], { failure: 'AWS.SimpleQueueService.NonExistentQueue' });
  expect(await moveDeadLetters(sqs, queue)).toMatchObject({
    messages: 1,
    moved: 0,
    status: 'FAILED: AWS.SimpleQueueService.NonExistentQueue',
  });
});

it('only counts in a dry run', async () => {
  const queue = await setUp(['a', 'b']);
  expect(await moveDeadLetters(sqs, queue, { dryRun: true })).toEqual({
    queue: 'documents-start',
    messages: 2,
    moved: 0,
    status: 'LISTED',
  });
  expect(fake.tasks).toEqual([]);
});
