import { join } from 'node:path';
import { MIGRATE_ENV } from '../../core/environment-names';
import { canariesIn, canary } from './support/canaries';
import { LambdaProcess } from './support/lambda-process';
import { LoopbackAws } from './support/loopback-aws';
import { pass } from './support/passage';
import { garbled, json, on, refusing, s3Refusing, type Fault } from './support/reply';

const aws = new LoopbackAws();
let migrate: LambdaProcess;
let endpoint: string;

beforeAll(async () => {
  const endpoints = await aws.start();
  endpoint = endpoints.AWS_ENDPOINT_URL ?? '';
  const names = Object.values(MIGRATE_ENV).map(
    (name) => [name, name.toLowerCase().replaceAll('_', '-')] as const,
  );
  migrate = await LambdaProcess.start({
    entry: 'lambdas/migrate/handler.ts',
    environment: { ...endpoints, ...Object.fromEntries(names) },
    files: { 'seed/cvx-codes.tsv': join(__dirname, '../../datasets/vaccines/seed/cvx-codes.tsv') },
  });
});
afterAll(async () => {
  await migrate.stop();
  await aws.stop();
});

const run = (): object => ({ from: canary('from'), input: canary('input') });
const deployment = (): object => ({
  RequestType: 'Update',
  ResponseURL: `${endpoint}/cloudformation?X-Amz-Signature=${canary('signature')}`,
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Tables',
  ResourceProperties: { tables: canary('property') },
});

const refusedTag = json({
  Failures: [
    {
      LFTag: { TagKey: 'sensitivity' },
      Error: { ErrorCode: 'AccessDeniedException', ErrorMessage: canary('tag') },
    },
  ],
});

describe.each<[string, string, Fault?]>([
  [
    'a catalog that refuses a table',
    'Glue CreateTable failed (status 400): InvalidInputException',
    on('CreateTable', refusing('InvalidInputException')),
  ],
  [
    'a catalog that answers garbled',
    'Glue GetTables failed (status 200): SyntaxError',
    on('GetTables', garbled),
  ],
  [
    'settings that are refused',
    'LakeFormation GetDataLakeSettings failed (status 400): AccessDeniedException',
    on('GetDataLakeSettings', refusing('AccessDeniedException')),
  ],
  [
    'a tag that is refused',
    'sensitivity (AccessDeniedException)',
    on('AddLFTagsToResource', () => refusedTag),
  ],
  [
    'a ledger that refuses',
    'DynamoDB GetItem failed (status 400): ValidationException',
    on('GetItem', refusing('ValidationException')),
  ],
  [
    'a bucket that refuses reference data',
    'S3 PutObject failed (status 403): AccessDenied',
    (call) =>
      call.path.includes('cloudformation') ? undefined : on('PUT', s3Refusing(403, 'AccessDenied'))(call),
  ],
])('%s', (_path, told, fault) => {
  it('is told of without its words when a run migrates', async () => {
    const { outcome, output, leaks } = await pass(migrate, aws, run(), fault);
    expect(outcome).toMatchObject({ error: { errorMessage: expect.stringContaining(told) as string } });
    expect(output).toContain(told);
    expect(leaks).toEqual([]);
  });

  it('is told of without its words when a deployment does', async () => {
    const { leaks } = await pass(migrate, aws, deployment(), fault);
    const answer =
      aws.calls
        .filter(({ service }) => service === 'CloudFormation')
        .at(-1)
        ?.body.toString() ?? '{}';
    expect(JSON.parse(answer)).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining(told) as string,
    });
    expect(leaks).toEqual([]);
  });
});

it.each([
  ['a run', run],
  ['a deployment', deployment],
])('%s that goes well tells nothing of what it was called with', async (_name, event) => {
  const { errorType, leaks } = await pass(migrate, aws, event());
  expect(errorType).toBe('');
  expect(leaks).toEqual([]);
});

it('tells X-Ray of calls and their errors, not of what was in them', () => {
  expect(migrate.traces.join('\n')).toContain('InvalidInputException');
  expect(canariesIn(migrate.traces.join('\n'))).toEqual([]);
});
