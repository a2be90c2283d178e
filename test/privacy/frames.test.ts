import type { SQSBatchResponse } from 'aws-lambda';
import { INBOX_ENV } from '../../lambdas/inbox/names';
import { grey, jpg } from '../sources/frames/pictures';
import { canariesIn, canary } from './support/canaries';
import { messages } from './support/document-function';
import { LambdaProcess } from './support/lambda-process';
import { LoopbackAws } from './support/loopback-aws';
import { pass } from './support/passage';
import { on, refusing, s3Refusing, type Fault } from './support/reply';

const aws = new LoopbackAws();
let frames: LambdaProcess;

beforeAll(async () => {
  const endpoints = await aws.start();
  const environment = {
    ...endpoints,
    [INBOX_ENV.bronzeBucket]: 'bronze',
    [INBOX_ENV.inboxBucket]: 'uploads',
    [INBOX_ENV.ledgerTable]: 'ledger',
    [INBOX_ENV.queueUrl]: `${endpoints.AWS_ENDPOINT_URL}/1/frames`,
    [INBOX_ENV.source]: 'cameras',
    [INBOX_ENV.settings]: JSON.stringify({ dataset: 'camera_frames', upload: {} }),
  };
  frames = await LambdaProcess.start({ entry: 'lambdas/frames/handler.ts', environment });
});
afterAll(async () => {
  await frames.stop();
  await aws.stop();
});

/** A picture with something behind its end, as cameras put there. */
const picture = (what: string, light: number): Buffer =>
  Buffer.concat([jpg(8, 8, grey(light)), Buffer.from(canary(what))]);

describe.each<[string, string, Buffer, number, Fault?]>([
  ['a picture', 'gate/2026-11-20T08-00-00Z.jpg', picture('picture', 9), 0],
  ['a file that is no picture', 'gate/2026-11-20T08-01-00Z.jpg', Buffer.from(canary('text')), 0],
  ['a picture of no camera', `${canary('nobody')}!/x.png`, picture('nobody', 10), 0],
  ['uploads that are refused', 'gate/a.jpg', picture('a', 11), 1, on('GET', s3Refusing(403, 'AccessDenied'))],
  ['a bronze that refuses', 'gate/b.jpg', picture('b', 12), 1, on('PUT', s3Refusing(403, 'AccessDenied'))],
  [
    'a ledger that refuses',
    'gate/c.jpg',
    picture('c', 13),
    1,
    on('GetItem', refusing('ValidationException')),
  ],
])('%s', (_what, key, body, failed, fault) => {
  it('is taken or left, and nothing else tells of it', async () => {
    aws.objects.bodies.set(`/uploads/${key}`, body);
    const event = messages(
      JSON.stringify({ time: '2026-11-20T08:05:00Z', detail: { object: { key, size: body.length } } }),
    );
    const { outcome, leaks } = await pass(frames, aws, event, fault);
    const { answer } = outcome as { answer: SQSBatchResponse };
    expect(answer.batchItemFailures).toHaveLength(failed);
    expect(leaks).toEqual([]);
  });
});

it('keeps a picture as it came', () => {
  const bronze = [...aws.objects.bodies].filter(([key]) => key.startsWith('/bronze/frames/'));
  expect(canariesIn(bronze.map(([, body]) => body.toString('latin1')).join('\n'))).toContain(
    canary('picture'),
  );
});
