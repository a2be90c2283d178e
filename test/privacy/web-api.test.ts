import { PASS_ENV } from '../../core/environment-names';
import { MisbehavingApi, sends } from '../sources/web-api/misbehaving';
import { canariesIn, canary } from './support/canaries';
import { LambdaProcess } from './support/lambda-process';
import { LoopbackAws } from './support/loopback-aws';
import { pass } from './support/passage';
import { on, refusing, s3Refusing, type Fault } from './support/reply';

const aws = new LoopbackAws();
const server = new MisbehavingApi();
let lambda: LambdaProcess;

beforeAll(async () => {
  const endpoints = await aws.start();
  await server.start();
  aws.secrets.key = JSON.stringify({ key: canary('key') });
  const settings = {
    dataset: 'random_users',
    url: server.url,
    auth: { kind: 'query', name: 'key' },
    records: { as: 'array', path: '$.results' },
    tries: 1,
  };
  const environment = {
    ...endpoints,
    [PASS_ENV.bronzeBucket]: 'bronze',
    [PASS_ENV.ledgerTable]: 'ledger',
    [PASS_ENV.source]: 'people',
    [PASS_ENV.settings]: JSON.stringify(settings),
    [PASS_ENV.secret]: 'key',
  };
  lambda = await LambdaProcess.start({ entry: 'lambdas/web-api/handler.ts', environment });
});
afterAll(async () => {
  await lambda.stop();
  await aws.stop();
  await server.stop();
});

const person = { login: { uuid: canary('uuid') }, name: { first: canary('first'), last: canary('last') } };

describe.each<[string, object | string, number, string, Fault?]>([
  ['records', { results: [person] }, 200, ''],
  ['records in another place', { people: [person] }, 200, 'PassFailedError'],
  ['a page for people', `<p>${canary('page')}</p>`, 200, 'PassFailedError'],
  ['a refusal in words', { error: canary('refused') }, 400, 'PassFailedError'],
  ['nothing but trouble', canary('trouble'), 500, 'PassFailedError'],
  [
    'records that bronze refuses',
    { results: [person, person] },
    200,
    'PassFailedError',
    on('PUT', s3Refusing(403, 'AccessDenied')),
  ],
  [
    'records that the ledger can’t remember',
    { results: [] },
    200,
    'ValidationException',
    on('PutItem', refusing('ValidationException')),
  ],
])('%s', (_what, body, status, errorType, fault) => {
  it('are taken or not, and nothing tells of them or the key', async () => {
    server.answers = (_asked, response) => sends(response, body, {}, status);
    const { leaks, ...passage } = await pass(lambda, aws, {}, fault);
    expect(leaks).toEqual([]);
    expect(passage.errorType).toBe(errorType);
  });
});

it('is asked with the key, and kept in bronze as it was received', () => {
  expect(server.asked.every(({ url }) => url.searchParams.get('key') === canary('key'))).toBe(true);
  const bronze = [...aws.objects.bodies].map(([key, body]) => `${key} ${body.toString()}`).join('\n');
  expect(canariesIn(bronze)).toEqual(expect.arrayContaining([canary('uuid'), canary('page')]));
  expect(canariesIn(bronze)).not.toContain(canary('key'));
});
