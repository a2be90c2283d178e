import { handler } from '../../lambdas/migrate/handler';
import { CUSTOM_RESOURCES, MIGRATE_ENV } from '../../core/environment-names';
import { CREDENTIALS, loopback } from '../support/loopback';

let aws: Awaited<ReturnType<typeof loopback>>;
const before = process.env;
beforeAll(async () => {
  aws = await loopback(() => ({ status: 200, headers: { 'content-type': 'application/json' }, body: '{}' }));
  process.env = {
    ...before,
    ...Object.fromEntries(Object.values(MIGRATE_ENV).map((name) => [name, name])),
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    POWERTOOLS_DEV: 'true',
  };
});
afterAll(async () => {
  process.env = before;
  await aws.close();
});

it('closes the catalog without looking for tables, since CloudFormation has made none yet', async () => {
  await handler(
    {
      RequestType: 'Create',
      ResourceType: CUSTOM_RESOURCES.closedCatalog,
      ResponseURL: `${aws.endpoint}/answer`,
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'Closed',
    },
    undefined,
  );
  expect(aws.seen.map(({ path }) => path)).toEqual(['/GetDataLakeSettings', '/ListPermissions', '/answer']);
  expect(JSON.parse(aws.seen.at(-1)?.body ?? '')).toMatchObject({ Status: 'SUCCESS' });
});
