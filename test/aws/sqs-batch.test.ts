import { type ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { backoffSeconds, handleBatch, loggable, MAX_RECEIVES } from '../../lambdas/aws/sqs-batch';

const event = (...bodies: string[]): SQSEvent =>
  ({
    Records: bodies.map((body, at) => ({
      messageId: `m${at}`,
      receiptHandle: `r${at}`,
      body,
      attributes: { ApproximateReceiveCount: '3' },
    })),
  }) as unknown as SQSEvent;

it('sends back the messages that failed, later, and none of the others', async () => {
  const sqs = new SQSClient({ region: 'eu-west-1' });
  const send = jest.spyOn(sqs, 'send').mockReturnValue(Promise.resolve({}) as never);
  const errors: unknown[] = [];
  const result = await handleBatch(event('good', 'bad', 'good'), {
    sqs,
    queueUrl: 'queue',
    random: () => 1,
    handle: async ({ body }) => {
      if (body === 'bad') throw new Error('busy');
    },
    onError: (error) => errors.push(error),
  });
  expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
  expect(send.mock.calls.map(([command]) => (command as ChangeMessageVisibilityCommand).input)).toEqual([
    { QueueUrl: 'queue', ReceiptHandle: 'r1', VisibilityTimeout: 60 },
  ]);
  expect(errors).toHaveLength(1);
});

it('waits twice as long each time, up to 15 minutes, for about a day in all', () => {
  expect([1, 2, 3, 7, 50].map((receives) => backoffSeconds(receives, 1))).toEqual([15, 30, 60, 900, 900]);
  expect(backoffSeconds(7, 0)).toBe(450);
  const total = Array.from({ length: MAX_RECEIVES }, (_, at) => backoffSeconds(at + 1, 1)).reduce(
    (a, b) => a + b,
    0,
  );
  expect(total / 3600).toBeGreaterThan(24);
});

it('tells a log the class of an error and not its words', () => {
  const [record] = event('x').Records;
  if (record === undefined) throw new Error('no record');
  expect(loggable(new TypeError('JANE DOE'), record)).toEqual({ errorName: 'TypeError', messageId: 'm0' });
});
