import { datasets } from '../../datasets';
import { loadEnvironment } from '../../lib/config';
import { bucketsFromOutputs, examineEnvironment } from '../../doctor';
import { loopback } from '../support/loopback';
import { synth } from '../support/synth';
import { ACCOUNT, deployedAccount, REGION } from '../governance/support/account';
import { awsServices } from '../governance/support/aws-services';
import { examined } from '../governance/support/examined';

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

test('the storage stack has the outputs that name the buckets', async () => {
  const { templates } = await synth('dev');
  const outputs = Object.keys(templates.storage.findOutputs('*'));
  const written = {
    'headwater-dev-storage': Object.fromEntries(outputs.map((name) => [name, `of-${name}`])),
  };
  expect(bucketsFromOutputs(written, 'dev')).toEqual(['of-BronzeBucket', 'of-SilverBucket', 'of-GoldBucket']);
});

test('an environment is examined with the credentials, endpoint and region of the AWS CLI’s variables', async () => {
  const { endpoint, seen, close } = await loopback(awsServices(await deployedAccount('dev')));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
  });
  try {
    const found = await examineEnvironment({ environment: 'dev', datasets });
    expect(found).toMatchObject({
      account: ACCOUNT,
      region: REGION,
      environment: 'dev',
      findings: [],
      unchecked: [],
    });
    expect(seen[0]?.headers.authorization).toContain(`AKIAEXAMPLE/`);
    expect(seen[0]?.headers.authorization).toContain(`/${REGION}/lakeformation/`);
  } finally {
    await close();
  }
});

test('credentials of another account than the environment’s are refused before anything is judged', async () => {
  const elsewhere = { ...loadEnvironment('dev'), account: '999999999999' };
  await expect(examined(undefined, {}, elsewhere)).rejects.toThrow(
    'The credentials are of account 111122223333; environment dev is in 999999999999. Sign in to that one',
  );
});
