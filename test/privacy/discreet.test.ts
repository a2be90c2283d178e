import { NotFound, S3Client, HeadObjectCommand } from '@aws-sdk/client-s3';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { inspect } from 'node:util';
import { discreetClient } from '../../lambdas/aws/discreet-client';
import { discreet, discreetly, loggable } from '../../lambdas/discreet';
import { SettingsError } from '../../core/errors';
import { CREDENTIALS, loopback, type Reply } from '../support/loopback';
import { canariesIn, canary } from './support/canaries';

const CONFIG = { region: 'eu-west-1', credentials: CREDENTIALS, maxAttempts: 2 };

/** What a call throws when it is answered so, and how often it was made. */
async function thrown(
  call: (endpoint: string) => Promise<unknown>,
  reply: Reply,
): Promise<{ error: unknown; calls: number }> {
  const { endpoint, seen, close } = await loopback(() => reply);
  const error: unknown = await call(endpoint).catch((e: unknown) => e);
  await close();
  return { error, calls: seen.length };
}

const get = (endpoint: string): Promise<unknown> => {
  const client = discreetClient(new DynamoDBClient({ ...CONFIG, endpoint }));
  const asked = client.send(new GetItemCommand({ TableName: 'ledger', Key: { id: { S: canary('key') } } }));
  return asked.finally(() => client.destroy());
};

describe('an error of a service', () => {
  it('tells the call, its class, the status and the request, and none of its words', async () => {
    const body = JSON.stringify({
      __type: 'ValidationException',
      message: canary('said'),
      Item: { a: canary('item') },
    });
    const { error, calls } = await thrown(get, { status: 400, headers: { 'x-amzn-requestid': 'r-1' }, body });
    expect(error).toMatchObject({
      name: 'ValidationException',
      message: 'DynamoDB GetItem failed (status 400, request r-1): ValidationException',
      $metadata: { httpStatusCode: 400 },
    });
    expect(canariesIn(inspect(error) + JSON.stringify(error))).toEqual([]);
    expect(discreet(error)).toBe(error);
    expect(calls).toBe(1);
  });

  it('is tried again as if it had kept its words', async () => {
    const body = JSON.stringify({ __type: 'ThrottlingException', message: canary('said') });
    expect(await thrown(get, { status: 400, body })).toMatchObject({
      error: { name: 'ThrottlingException' },
      calls: 2,
    });
  });

  it('keeps its class', async () => {
    const head = (endpoint: string): Promise<unknown> => {
      const client = discreetClient(new S3Client({ ...CONFIG, endpoint, forcePathStyle: true }));
      return client.send(new HeadObjectCommand({ Bucket: 'b', Key: 'k' })).finally(() => client.destroy());
    };
    const { error } = await thrown(head, { status: 404 });
    expect(error).toBeInstanceOf(NotFound);
  });
});

describe('any other error', () => {
  const quoting = (): unknown => BigInt(canary('number'));

  it('is told by its class and where it was thrown', async () => {
    const error: unknown = await discreetly(async () => quoting())({}, {}).catch((e: unknown) => e);
    expect(error).toMatchObject({
      name: 'SyntaxError',
      message: expect.stringContaining('thrown at') as string,
    });
    expect(canariesIn(inspect(error))).toEqual([]);
  });

  it('tells numbers only of a message that looks like a stack', () => {
    const error = new TypeError(canary('said'));
    error.stack = `TypeError: x\n    at ${canary('frame')} (/var/task/index.js:12:34)\n    at ${canary('frame')}`;
    expect(loggable(error)).toEqual({
      errorName: 'TypeError',
      errorMessage: 'An error that nobody expected, thrown at 12:34',
    });
  });

  it('is told without the properties that it has', () => {
    const error = Object.assign(new Error(canary('said')), {
      input: canary('input'),
      cause: canary('cause'),
    });
    expect(canariesIn(inspect(discreet(error)) + inspect(discreet(canary('thrown'))))).toEqual([]);
  });
});

it("leaves the lake's own errors their words, which hold no values", () => {
  expect(loggable(new SettingsError('STREAM_NAME is missing'))).toEqual({
    errorName: 'SettingsError',
    errorMessage: 'STREAM_NAME is missing',
  });
});
