import { PUBLISH_ENV } from '../../core/environment-names';
import { canariesIn, canary } from './support/canaries';
import type { Call } from './support/call';
import { LambdaProcess } from './support/lambda-process';
import { LoopbackAws } from './support/loopback-aws';
import { pass } from './support/passage';
import { garbled, json, on, refusing, s3Refusing, type Fault, type Reply } from './support/reply';

const aws = new LoopbackAws();
let publish: LambdaProcess;

beforeAll(async () => {
  publish = await LambdaProcess.start({
    entry: 'lambdas/publish/handler.ts',
    environment: {
      ...(await aws.start()),
      ...Object.fromEntries(Object.values(PUBLISH_ENV).map((name) => [name, 'publications'])),
    },
  });
});
afterAll(async () => {
  await publish.stop();
  await aws.stop();
});

const event = (): object => ({
  totals: 'immunizations_by_vaccine',
  figures: {
    immunizations_by_vaccine: 'SELECT by_vaccine',
    immunizations_by_month: 'SELECT by_month',
  },
  threshold: 2,
});

const result = (names: readonly string[], rows: readonly (readonly string[])[]): Reply =>
  json({
    ResultSet: {
      ResultSetMetadata: { ColumnInfo: names.map((Name) => ({ Name, Type: 'varchar' })) },
      Rows: [names, ...rows].map((row) => ({ Data: row.map((VarCharValue) => ({ VarCharValue })) })),
    },
  });

/** Athena, with three people who got a vaccine in one month. */
function athena({ operation, body }: Call): Reply | undefined {
  const given = JSON.parse(body.toString('utf8') || '{}') as Record<string, string | undefined>;
  switch (operation) {
    case 'StartQueryExecution':
      return json({ QueryExecutionId: given.QueryString?.slice(0, 24) });
    case 'GetQueryExecution':
      return json({ QueryExecution: { StatementType: 'DML', Status: { State: 'SUCCEEDED' } } });
    case 'GetQueryResults': {
      if (given.QueryExecutionId?.endsWith('by_vaccine')) {
        return result(
          ['cvx_code', 'vaccine_name', 'doses', 'patients', 'first_year', 'last_year'],
          [['140', 'Flu', '3', '3', '2020', '2020']],
        );
      }
      if (given.QueryExecutionId?.endsWith('by_month')) {
        return result(
          ['year', 'month', 'cvx_code', 'vaccine_name', 'doses', 'patients'],
          [['2020', '2020-01-01', '140', 'Flu', '3', '3']],
        );
      }
      return result(['cvx_code'], []);
    }
    default:
      return undefined;
  }
}

const but =
  (fault: Fault): Fault =>
  (call) =>
    fault(call) ?? athena(call);

it('writes down what it publishes, then brings gold to it', async () => {
  const { outcome, leaks } = await pass(publish, aws, event(), athena);
  expect(outcome).toMatchObject({
    answer: { changed: ['immunizations_by_vaccine', 'immunizations_by_month'] },
  });
  expect(leaks).toEqual([]);
  const merges = aws.calls.flatMap(({ operation, body }) =>
    operation === 'StartQueryExecution' && body.includes('MERGE INTO gold.') ? [body.toString('utf8')] : [],
  );
  expect(merges.join('\n')).toContain("CAST('3' AS bigint), CAST('3' AS bigint)");
});

it('publishes no figure of a table whose past is lost', async () => {
  const { errorType } = await pass(publish, aws, event(), (call) =>
    call.service === 'S3' && call.operation === 'GET'
      ? {
          status: 404,
          headers: { 'content-type': 'application/xml' },
          body: '<Error><Code>NoSuchKey</Code></Error>',
        }
      : call.operation === 'GetQueryResults' && call.body.includes('SELECT * FROM gold')
        ? result(['cvx_code', 'doses'], [['140', '12']])
        : athena(call),
  );
  expect(errorType).toBe('PublicationsLostError');
});

describe.each<[string, string, Fault]>([
  [
    'a statement that is refused',
    'Athena StartQueryExecution failed (status 400): InvalidRequestException',
    on('StartQueryExecution', refusing('InvalidRequestException')),
  ],
  [
    'a statement that fails',
    'ended as FAILED',
    on('GetQueryExecution', () =>
      json({ QueryExecution: { Status: { State: 'FAILED', StateChangeReason: canary('reason') } } }),
    ),
  ],
  ['results that are garbled', 'Athena GetQueryResults failed', on('GetQueryResults', garbled)],
  ['a bucket that refuses', 'AccessDenied', on('GET', s3Refusing(403, 'AccessDenied'))],
])('%s', (_path, told, fault) => {
  it('is told of without its words', async () => {
    const { outcome, leaks } = await pass(publish, aws, event(), but(fault));
    expect(outcome).toMatchObject({ error: { errorMessage: expect.stringContaining(told) as string } });
    expect(leaks).toEqual([]);
  });
});

it('repeats nothing of a request that it doesn’t know', async () => {
  const { leaks } = await pass(publish, aws, { totals: canary('totals'), figures: {}, threshold: 1 }, athena);
  expect(leaks).toEqual([]);
  expect(canariesIn(publish.traces.join('\n'))).toEqual([]);
});
