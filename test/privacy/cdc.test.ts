import type { KinesisStreamEvent } from 'aws-lambda';
import { CDC_ENV } from '../../lambdas/cdc/names';
import { canariesIn, canary } from './support/canaries';
import { LambdaProcess } from './support/lambda-process';
import { LoopbackAws } from './support/loopback-aws';
import { pass } from './support/passage';
import { on, refusing, s3Refusing, type Fault } from './support/reply';
import { streamEvent } from './support/stream-event';

const aws = new LoopbackAws();
let lambda: LambdaProcess;

beforeAll(async () => {
  const environment = {
    ...(await aws.start()),
    [CDC_ENV.bronzeBucket]: 'bronze',
    [CDC_ENV.ledgerTable]: 'ledger',
    [CDC_ENV.source]: 'fleet-database',
    [CDC_ENV.settings]: JSON.stringify({
      tables: [{ table: 'public.transport_units', dataset: 'transport_units' }],
    }),
  };
  lambda = await LambdaProcess.start({ entry: 'lambdas/cdc/handler.ts', environment });
});
afterAll(async () => {
  await lambda.stop();
  await aws.stop();
});

/** One record of the stream. */
const eventOf = (data: string): KinesisStreamEvent => streamEvent('changes', data);

/** What DMS tells of a row. */
function change(data: object): KinesisStreamEvent {
  const metadata = {
    'record-type': 'data',
    operation: 'insert',
    'schema-name': 'public',
    'table-name': 'transport_units',
  };
  return eventOf(JSON.stringify({ data, metadata }));
}

describe.each<[string, KinesisStreamEvent, string, Fault?]>([
  ['a row', change({ unit_id: canary('unit') }), ''],
  ['a message that is no JSON', eventOf(`{"data": ${canary('malformed')}`), ''],
  ['a message of other bytes', eventOf(`\0\0${canary('bytes')}`), ''],
  [
    'a bronze that refuses',
    change({ unit_id: 'u' }),
    'AccessDenied',
    on('PUT', s3Refusing(403, 'AccessDenied')),
  ],
  [
    'a ledger that refuses',
    change({ unit_id: 'u' }),
    'ValidationException',
    on('PutItem', refusing('ValidationException')),
  ],
])('%s', (_what, event, error, fault) => {
  it('is landed or handed over again, and nothing else tells of it', async () => {
    const { errorType, leaks } = await pass(lambda, aws, event, fault);
    expect(errorType).toBe(error);
    expect(leaks).toEqual([]);
  });
});

it('lands what a database says as it is', () => {
  const bronze = [...aws.objects.bodies].filter(([key]) => key.startsWith('/bronze/'));
  expect(canariesIn(bronze.map(([, body]) => body.toString()).join('\n'))).toEqual(
    expect.arrayContaining(['unit', 'malformed'].map(canary)),
  );
});
