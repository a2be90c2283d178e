import { PASS_ENV } from '../../core/environment-names';
import { startMariaDb, type DatabaseServer } from '../support/databases';
import { needs } from '../support/needs';
import { canariesIn, canary } from './support/canaries';
import { LambdaProcess } from './support/lambda-process';
import { LoopbackAws } from './support/loopback-aws';
import { pass } from './support/passage';
import { on, s3Refusing, type Fault } from './support/reply';

needs('mariadb');

const aws = new LoopbackAws();
let server: DatabaseServer;
let lambda: LambdaProcess;

beforeAll(async () => {
  const endpoints = await aws.start();
  server = await startMariaDb();
  const settings = {
    engine: 'mysql',
    host: '127.0.0.1',
    port: server.port,
    database: server.database,
    tls: 'off',
    table: ['units'],
    key: ['unit_id', 'day'],
    changed: 'updated_at',
    dataset: 'unit_performance',
    compare: false,
    tries: 1,
  };
  lambda = await LambdaProcess.start({
    entry: 'lambdas/poll/handler.ts',
    environment: {
      ...endpoints,
      [PASS_ENV.bronzeBucket]: 'bronze',
      [PASS_ENV.ledgerTable]: 'ledger',
      [PASS_ENV.source]: 'performance',
      [PASS_ENV.settings]: JSON.stringify(settings),
      [PASS_ENV.secret]: 'login',
    },
  });
  await server.run(
    `CREATE TABLE units (unit_id varchar(40), day date, updated_at datetime(6), PRIMARY KEY (unit_id, day));
     GRANT SELECT ON units TO lake; INSERT INTO units VALUES ('${canary('unit')}', '2026-11-20', '2026-11-20')`,
  );
});
afterAll(async () => {
  await lambda.stop();
  await aws.stop();
  await server.stop();
});

describe.each<[string, string, string, Fault?]>([
  ['a password that is wrong', canary('password'), 'PassFailedError'],
  ['rows that bronze refuses', '', 'PassFailedError', on('PUT', s3Refusing(403, 'AccessDenied'))],
  ['rows', '', ''],
])('%s', (_what, password, errorType, fault) => {
  it('nothing tells of rows or the login', async () => {
    aws.secrets.login = JSON.stringify({
      username: server.username,
      password: password === '' ? server.password : password,
    });
    const { leaks, ...passage } = await pass(lambda, aws, {}, fault);
    expect(leaks).toEqual([]);
    expect(passage.errorType).toBe(errorType);
  });
});

it('are in bronze', () => {
  const bronze = [...aws.objects.bodies.values()].map(String).join('\n');
  expect(canariesIn(bronze)).toContain(canary('unit'));
});
