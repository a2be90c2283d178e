import { KAFKA_ENV } from '../../lambdas/kafka/names';
import { canariesIn, canary } from './support/canaries';
import { LambdaProcess } from './support/lambda-process';
import { LoopbackAws } from './support/loopback-aws';
import { pass } from './support/passage';
import { on, refusing, s3Refusing, type Fault } from './support/reply';

const aws = new LoopbackAws();
let lambda: LambdaProcess;

beforeAll(async () => {
  const environment = {
    ...(await aws.start()),
    [KAFKA_ENV.bronzeBucket]: 'bronze',
    [KAFKA_ENV.ledgerTable]: 'ledger',
    [KAFKA_ENV.source]: 'fleet',
    [KAFKA_ENV.settings]: JSON.stringify({ topics: [{ topic: 'positions', dataset: 'positions' }] }),
  };
  lambda = await LambdaProcess.start({ entry: 'lambdas/kafka/handler.ts', environment });
});
afterAll(async () => {
  await lambda.stop();
  await aws.stop();
});

let offset = 0;

/** One message, as an event source mapping hands it over. */
function eventOf(value: string): object {
  offset += 1;
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const message = { topic: 'positions', partition: 0, offset, timestamp: 1_764_000_000_000 };
  return {
    eventSource: 'aws:kafka',
    records: { 'positions-0': [{ ...message, key: base64(canary('key')), value: base64(value) }] },
  };
}

describe.each<[string, string, string, Fault?]>([
  ['a record', JSON.stringify({ unit_id: canary('unit') }), ''],
  ['a message that is no JSON', `{"unit_id": ${canary('malformed')}`, ''],
  ['a message in other bytes', `\0\0${canary('bytes')}`, ''],
  ['a bronze that refuses', '{}', 'AccessDenied', on('PUT', s3Refusing(403, 'AccessDenied'))],
  ['a ledger that refuses', '{}', 'ValidationException', on('PutItem', refusing('ValidationException'))],
])('%s', (_what, value, error, fault) => {
  it('is landed or handed over again, and nothing else tells of it', async () => {
    const { errorType, leaks } = await pass(lambda, aws, eventOf(value), fault);
    expect(errorType).toBe(error);
    expect(leaks).toEqual([]);
  });
});

it('lands what messages say as it is', () => {
  const bronze = [...aws.objects.bodies].filter(([key]) => key.startsWith('/bronze/'));
  expect(canariesIn(bronze.map(([, body]) => body.toString()).join('\n'))).toEqual(
    expect.arrayContaining(['unit', 'malformed'].map(canary)),
  );
});
