import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { datasets } from '../../datasets';
import { cloudEvent } from '../../core/bronze/cloud-event';
import { LANDING_ENV } from '../../core/environment-names';
import { immunization } from '../support/immunization';
import { canariesIn, canary } from './support/canaries';
import { LambdaProcess } from './support/lambda-process';
import { LoopbackAws } from './support/loopback-aws';
import { pass } from './support/passage';
import { garbled, hangingUp, on, refusing, s3Refusing, type Fault } from './support/reply';
import { streamEvent } from './support/stream-event';

const aws = new LoopbackAws();
let landing: LambdaProcess;

beforeAll(async () => {
  const environment = {
    ...(await aws.start()),
    [LANDING_ENV.bronzeBucket]: 'bronze',
    [LANDING_ENV.ledgerTable]: 'ledger',
    [LANDING_ENV.defaultDataset]: 'immunizations',
  };
  landing = await LambdaProcess.start({ entry: 'lambdas/landing/handler.ts', environment });
});
afterAll(async () => {
  await landing.stop();
  await aws.stop();
});

const payload = JSON.stringify(immunization({ id: canary('id'), lotNumber: canary('lot') }));
const [dataset] = datasets.filter(({ name }) => name === 'immunizations');
if (!dataset) throw new Error('the dataset is not there');
const own = cloudEvent(dataset, { id: 'e', source: '/headwater/api', time: new Date(0) }, payload);
const foreign = JSON.stringify({
  specversion: '1.0',
  id: canary('event-id'),
  source: canary('source'),
  type: canary('type'),
  dataset: canary('dataset'),
  subject: canary('subject'),
  sequence: canary('sequence'),
  data: JSON.parse(payload) as unknown,
});

const batch = (...records: (string | Buffer)[]): KinesisStreamEvent => streamEvent('events', ...records);

/** An object that somebody else has put under the name that landing chooses. */
const taken: Fault = (call) => {
  if (call.operation === 'PUT') return s3Refusing(412, 'PreconditionFailed')(call);
  return call.operation === 'GET' ? { status: 200, body: canary('object') } : undefined;
};

describe.each<[string, KinesisStreamEvent, number | string, Fault?]>([
  ['a record of the lake', batch(own), 0],
  ['records of others', batch(foreign, payload, JSON.stringify(canary('string'))), 0],
  ['a record that is not JSON', batch(`{"lotNumber": ${canary('malformed')}`, canary('bits')), 0],
  ['a record that is not UTF-8', batch(Buffer.concat([Buffer.from(payload), Buffer.of(0xff)])), 0],
  ['a bucket that refuses an object', batch(own), 1, on('PUT', s3Refusing(403, 'AccessDenied'))],
  ['a bucket that fails', batch(own), 1, on('PUT', s3Refusing(500, 'InternalError'))],
  ['a name that is taken', batch(own), 1, taken],
  [
    'a ledger that cannot be read',
    batch(own),
    'ValidationException',
    on('GetItem', refusing('ValidationException')),
  ],
  ['a ledger that answers garbled', batch(own), 'SyntaxError', on('GetItem', garbled)],
  ['a ledger that hangs up', batch(own), 'TimeoutError', on('GetItem', hangingUp)],
  ['a ledger that cannot be written', batch(own), 1, on('PutItem', refusing('ValidationException'))],
])('%s', (_path, event, expected, fault) => {
  it('is landed or left, and nothing else tells of it', async () => {
    const { outcome, errorType, leaks } = await pass(landing, aws, event, fault);
    const failures = (answer: unknown): number =>
      (answer as KinesisStreamBatchResponse).batchItemFailures.length;
    expect(errorType || failures((outcome as { answer: unknown }).answer)).toBe(expected);
    expect(leaks).toEqual([]);
  });
});

it('lands every record as it is', () => {
  const bodies = [...aws.objects.bodies.values()].join('\n');
  const landed = [
    'bits',
    'dataset',
    'event-id',
    'id',
    'lot',
    'malformed',
    'source',
    'string',
    'subject',
    'type',
  ];
  expect(canariesIn(bodies).sort()).toEqual(landed.map(canary));
});

it('tells X-Ray of calls and their errors, not of what was in them', () => {
  expect(landing.traces.join('\n')).toContain('AccessDenied');
  expect(canariesIn(landing.traces.join('\n'))).toEqual([]);
});
