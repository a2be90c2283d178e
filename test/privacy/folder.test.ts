import type { SQSBatchResponse } from 'aws-lambda';
import { INBOX_ENV } from '../../lambdas/inbox/names';
import { immunization } from '../support/immunization';
import { canariesIn, canary } from './support/canaries';
import { messages } from './support/document-function';
import { LambdaProcess } from './support/lambda-process';
import { LoopbackAws } from './support/loopback-aws';
import { pass } from './support/passage';
import { on, refusing, s3Refusing, type Fault } from './support/reply';

const aws = new LoopbackAws();
let folder: LambdaProcess;

beforeAll(async () => {
  const endpoints = await aws.start();
  const environment = {
    ...endpoints,
    [INBOX_ENV.bronzeBucket]: 'bronze',
    [INBOX_ENV.inboxBucket]: 'drop',
    [INBOX_ENV.ledgerTable]: 'ledger',
    [INBOX_ENV.queueUrl]: `${endpoints.AWS_ENDPOINT_URL}/1/drop`,
    [INBOX_ENV.source]: 'drop',
    [INBOX_ENV.settings]: JSON.stringify({ dataset: 'immunizations' }),
  };
  folder = await LambdaProcess.start({ entry: 'lambdas/folder/handler.ts', environment });
});
afterAll(async () => {
  await folder.stop();
  await aws.stop();
});

const line = JSON.stringify(immunization({ id: canary('id'), lotNumber: canary('lot') }));

describe.each<[string, string, string, number, Fault?]>([
  ['a file of records', 'a.ndjson', `${line}\n`, 0],
  ['a line that is no JSON', 'b.ndjson', `{"lotNumber": ${canary('malformed')}\n`, 0],
  ['a table', 'c.csv', `lot\n${canary('field')}\n`, 0],
  ['a file that is no JSON', 'd.json', `[${canary('text')}`, 0],
  ['a bucket that refuses', 'e.ndjson', `${line}\n`, 1, on('GET', s3Refusing(403, 'AccessDenied'))],
  ['a bronze that refuses', 'f.ndjson', `${line} \n`, 1, on('PUT', s3Refusing(403, 'AccessDenied'))],
  ['a ledger that refuses', 'g.ndjson', `${line}  \n`, 1, on('GetItem', refusing('ValidationException'))],
])('%s', (_what, name, body, failed, fault) => {
  it('is taken or left, and nothing else tells of it', async () => {
    aws.objects.bodies.set(`/drop/${name}`, Buffer.from(body));
    const event = messages(JSON.stringify({ detail: { object: { key: name } } }));
    const { outcome, leaks } = await pass(folder, aws, event, fault);
    const { answer } = outcome as { answer: SQSBatchResponse };
    expect(answer.batchItemFailures).toHaveLength(failed);
    expect(leaks).toEqual([]);
  });
});

it('lands what could be read as it is', () => {
  const bronze = [...aws.objects.bodies].filter(([key]) => key.startsWith('/bronze/'));
  expect(canariesIn(bronze.map(([, body]) => body.toString()).join('\n'))).toEqual(
    expect.arrayContaining(['id', 'lot', 'malformed', 'field'].map(canary)),
  );
});
