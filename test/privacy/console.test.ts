import { CONSOLE_ENV } from '../../lambdas/console/names';
import { parsePersonas } from '../../core/governance';
import { canary } from './support/canaries';
import { LambdaProcess } from './support/lambda-process';
import { LoopbackAws } from './support/loopback-aws';
import { pass } from './support/passage';
import { s3Refusing } from './support/reply';

const aws = new LoopbackAws();
let page: LambdaProcess;

beforeAll(async () => {
  page = await LambdaProcess.start({
    entry: 'lambdas/console/handler.ts',
    environment: {
      ...(await aws.start()),
      [CONSOLE_ENV.personas]: JSON.stringify(parsePersonas()),
      [CONSOLE_ENV.rolePrefix]: 'arn:aws:iam::111122223333:role/headwater-prod',
      [CONSOLE_ENV.workGroupPrefix]: 'headwater-prod',
    },
  });
});
afterAll(async () => {
  await page.stop();
  await aws.stop();
});

const event = (persona: string, groups: string): object => ({
  pathParameters: { operation: 'query' },
  headers: { 'x-persona': persona },
  requestContext: {
    authorizer: {
      jwt: {
        claims: {
          sub: '5f0c2c1e-8f4b-4c57-9c3b-0d8f6a3f1b22',
          token_use: 'access',
          'cognito:groups': groups,
        },
      },
    },
  },
  body: JSON.stringify({ sql: `SELECT '${canary('statement')}'` }),
});

it('tells that a role was refused without the service’s words', async () => {
  const refused = s3Refusing(403, 'AccessDenied');
  const { outcome, leaks } = await pass(page, aws, event('analyst', '[analyst]'), refused);
  expect(outcome).toMatchObject({ answer: { statusCode: 500 } });
  expect(leaks).toEqual([]);
});

it('repeats nothing of a persona that isn’t one', async () => {
  const { outcome, leaks } = await pass(page, aws, event(canary('persona'), `[${canary('group')}]`));
  expect(outcome).toMatchObject({ answer: { statusCode: 403 } });
  expect(leaks).toEqual([]);
});
