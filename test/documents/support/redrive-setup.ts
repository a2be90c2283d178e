import { SQSClient } from '@aws-sdk/client-sqs';
import type { RedriveOnAws } from '../../../lambdas/documents/redrive/redrive';
import { CREDENTIALS } from '../../support/loopback';
import { FakeSqs } from './fake-sqs';
import { readingSetup, type ReadingSetup } from './reading-setup';

export interface RedriveSetup extends ReadingSetup, Omit<RedriveOnAws, 'clock'> {
  readonly fakeSqs: FakeSqs;
  end(): Promise<void>;
}

/** Reading on AWS with its queues `start` and `collect`, and `start-dead` and `collect-dead` for dead letters. */
export async function redriveSetup(options?: Parameters<typeof readingSetup>[0]): Promise<RedriveSetup> {
  const reading = await readingSetup(options);
  const fakeSqs = await new FakeSqs({ looks: 0 }).listen();
  const sqs = new SQSClient({
    endpoint: fakeSqs.endpoint,
    region: 'eu-west-1',
    credentials: CREDENTIALS,
    maxAttempts: 1,
  });
  const queueOf = (name: string): RedriveOnAws['start'] => ({
    name: `documents-${name}`,
    deadLettersUrl: fakeSqs.queue(`${name}-dead`),
    queueUrl: fakeSqs.queue(name),
  });
  return {
    ...reading,
    sqs,
    fakeSqs,
    start: queueOf('start'),
    collect: queueOf('collect'),
    async end() {
      reading.close();
      sqs.destroy();
      await fakeSqs.close();
    },
  };
}
