import { INTAKE_ENV } from '../../lambdas/intake/names';
import { immunization } from '../support/immunization';
import { canariesIn, canary } from './support/canaries';
import { LambdaProcess } from './support/lambda-process';
import { LoopbackAws } from './support/loopback-aws';
import { pass } from './support/passage';
import { garbled, json, on, refusing, type Fault } from './support/reply';

const aws = new LoopbackAws();
let intake: LambdaProcess;

beforeAll(async () => {
  const environment = {
    ...(await aws.start()),
    [INTAKE_ENV.streamName]: 'events',
    [INTAKE_ENV.ledgerTable]: 'ledger',
  };
  intake = await LambdaProcess.start({ entry: 'lambdas/intake/handler.ts', environment });
});
afterAll(async () => {
  await intake.stop();
  await aws.stop();
});

const good = immunization({
  id: canary('id'),
  lotNumber: canary('lot'),
  patient: { reference: `Patient/${canary('patient')}` },
});
const bad = {
  ...good,
  status: canary('status'),
  occurrenceDateTime: canary('date'),
  [canary('property')]: 1,
  patient: { [canary('nested-property')]: canary('nested') },
};
const text = (...records: unknown[]): string => records.map((record) => JSON.stringify(record)).join('\n');

/** A request with a canary wherever the sender decides what stands there. */
function request(
  body: string | Buffer,
  { dataset = 'immunizations', key = '', type = 'application/fhir+json', method = 'POST', id = '' } = {},
): object {
  return {
    version: '2.0',
    rawPath: `/${dataset}`,
    rawQueryString: `name=${canary('query')}`,
    queryStringParameters: { name: canary('query') },
    pathParameters: { dataset, ...(id && { id }) },
    headers: {
      'content-type': `${type}; profile=${canary('media-type')}`,
      'user-agent': canary('agent'),
      ...(key && { 'idempotency-key': `${canary('key')}-${key}` }),
    },
    requestContext: {
      http: { method },
      authorizer: { iam: { userArn: `arn:aws:sts::1:assumed-role/sender/${canary('sender')}` } },
    },
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
  };
}

const unwritten = json({
  FailedRecordCount: 1,
  Records: [{ ErrorCode: 'InternalFailure', ErrorMessage: canary('record-error') }],
});
let throttled = 0;

describe.each<[string, object, number | string, Fault?]>([
  ['a record', request(text(good)), 202],
  ['a record under an Idempotency-Key', request(text(good), { key: 'a' }), 202],
  ['another body under the same key', request(text(good, good), { key: 'a' }), 422],
  ['a batch, good and bad', request(text(good, bad, good)), 202],
  [
    'a FHIR Bundle',
    request(text({ resourceType: 'Bundle', entry: [{ resource: good }, { resource: bad }] })),
    202,
  ],
  ['only bad records', request(text([bad, canary('string'), null])), 400],
  ['a body that is not JSON', request(`{"lotNumber": ${canary('malformed')}`), 400],
  ['a line that is not JSON', request(`${text(good)}\n"${canary('malformed')}`), 202],
  ['a body that is not UTF-8', request(Buffer.concat([Buffer.of(0xff), Buffer.from(text(good))])), 400],
  ['a body above the limit', request(text({ ...good, note: canary('large').repeat(260_000) })), 413],
  [
    'a record above the limit',
    request(text({ ...good, note: [{ text: canary('large').repeat(65_000) }] })),
    413,
  ],
  ['another content type', request(text(good), { type: `text/${canary('type')}` }), 415],
  ['another method', request(text(good), { method: 'PUT' }), 405],
  ['a deletion', request('', { method: 'DELETE', id: canary('deleted') }), 202],
  ['a deletion of what is no id', request('', { method: 'DELETE', id: `${canary('deleted')}_` }), 400],
  ['a name that is no dataset', request(text(good), { dataset: canary('dataset') }), 404],
  [
    'a stream that refuses some',
    request(text(good)),
    202,
    on('PutRecords', () => (throttled++ < 2 ? unwritten : undefined)),
  ],
  ['a stream that takes nothing', request(text(good)), 503, on('PutRecords', () => unwritten)],
  [
    'a stream that throttles',
    request(text(good)),
    503,
    on('PutRecords', refusing('ProvisionedThroughputExceededException')),
  ],
  [
    'a stream that refuses the call',
    request(text(good)),
    'ValidationException',
    on('PutRecords', refusing('ValidationException')),
  ],
  ['a stream that answers garbled', request(text(good)), 'SyntaxError', on('PutRecords', garbled)],
  [
    'a ledger that cannot be read',
    request(text(good), { key: 'b' }),
    'ValidationException',
    on('GetItem', refusing('ValidationException')),
  ],
  ['a ledger that answers garbled', request(text(good), { key: 'c' }), 'SyntaxError', on('GetItem', garbled)],
  [
    'a ledger that cannot be written',
    request(text(good), { key: 'd' }),
    'InternalServerError',
    on('PutItem', refusing('InternalServerError', 500)),
  ],
])('%s', (_path, event, expected, fault) => {
  it('is answered and passed on, and nothing else tells of it', async () => {
    const { outcome, errorType, leaks } = await pass(intake, aws, event, fault);
    expect(errorType || (outcome as { answer: { statusCode: number } }).answer.statusCode).toBe(expected);
    expect(leaks).toEqual([]);
  });
});

it('hands records to the stream as they are', () => {
  const sent = aws.calls.filter(({ service }) => service === 'Kinesis').map(({ body }) => body.toString());
  expect(canariesIn(sent.join('\n')).sort()).toEqual([
    canary('deleted'),
    canary('id'),
    canary('lot'),
    canary('patient'),
  ]);
});

it('tells X-Ray of calls and their errors, not of what was in them', () => {
  expect(intake.traces.join('\n')).toContain('ValidationException');
  expect(canariesIn(intake.traces.join('\n'))).toEqual([]);
});
