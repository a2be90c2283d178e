import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Examination } from '../../doctor';
import { lake, type Finished } from '../support/lake-process';
import { loopback, type Reply } from '../support/loopback';
import { temporaryDirectory } from '../support/temporary-directory';
import { deployedAccount, REGION, type AccountState } from '../governance/support/account';
import { awsServices, refusal } from '../governance/support/aws-services';
import { given } from '../governance/support/permissions';

const directory = temporaryDirectory();
let deployed: AccountState;
beforeAll(async () => {
  deployed = await deployedAccount('dev');
});

/** Nobody's credentials, and no way to find some. */
const NOBODY = {
  HOME: '/nonexistent',
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_SESSION_TOKEN: '',
  AWS_PROFILE: '',
  AWS_REGION: '',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_MAX_ATTEMPTS: '1',
};
const SOMEBODY = { ...NOBODY, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: REGION };

/** Types the command, the account answering on loopback. */
async function doctor(
  args: readonly string[],
  change: (account: AccountState) => void = () => undefined,
  refused: Readonly<Record<string, Reply>> = {},
): Promise<Finished> {
  const account = structuredClone(deployed);
  change(account);
  const { endpoint, close } = await loopback(awsServices(account, refused));
  try {
    return await lake(['doctor', ...args], '', { ...SOMEBODY, AWS_ENDPOINT_URL: endpoint });
  } finally {
    await close();
  }
}

const open = given('IAM_ALLOWED_PRINCIPALS', { Database: { Name: 'gold' } }, 'ALL');
const noQuotas = { 'servicequotas:ListServiceQuotas': refusal('AccessDeniedException') };

describe('lake doctor', () => {
  it('finds nothing in a healthy account, says what it looked at and exits with 0', async () => {
    const { code, stdout } = await doctor(['--env', 'dev']);
    expect(stdout).toMatch(
      /^Account 111122223333, eu-central-1, environment dev, as arn:aws:sts::\S+\n\nNothing found\. Looked at 2 administrators, 3 locations, 4 LF-tags, 5 databases, \d+ tables, \d+ columns, \d+ grants, \d+ row filters, 9 quotas\.\n$/,
    );
    expect(code).toBe(0);
  });

  it('shows what lets somebody see too much with its remedy, by area, and exits with 1', async () => {
    const { code, stdout } = await doctor([], (account) => {
      open(account);
      delete account.vocabulary.rows;
    });
    expect(stdout).toMatch(
      /\n\nIAMAllowedPrincipals\n {2}error: .* database gold\n {4}Remedy: aws lakeformation revoke-permissions/,
    );
    expect(stdout).toMatch(/\n\nLF-tags\n {2}warning: There is no LF-tag rows\n {4}Remedy: /);
    expect(stdout).toContain('\n\n1 error, 1 warning. Looked at ');
    expect(code).toBe(1);
  });

  it('exits with 0 when something doesn’t work and nobody sees too much', async () => {
    const { code, stdout } = await doctor([], ({ vocabulary }) => delete vocabulary.rows);
    expect(stdout).toContain('0 errors, 1 warning.');
    expect(code).toBe(0);
  });

  it('says what could not be checked instead of passing it', async () => {
    const { code, stdout } = await doctor([], undefined, noQuotas);
    expect(stdout).toMatch(
      /\n\nNot checked\n {2}Quotas: Access denied to servicequotas:ListServiceQuotas, .*\n {4}Remedy: /,
    );
    expect(stdout).toContain('Nothing found in what could be checked. Looked at');
    expect(code).toBe(0);
  });

  it('prints JSON for machines', async () => {
    const { code, stdout } = await doctor(['--json'], open, noQuotas);
    const found = JSON.parse(stdout) as Examination;
    expect(found).toMatchObject({
      account: '111122223333',
      environment: 'dev',
      region: REGION,
      findings: [{ check: 'open-resource', severity: 'error' }],
      unchecked: [{ area: 'quotas' }],
      checked: { quotas: 0, databases: 5 },
    });
    expect(code).toBe(1);
  });

  it('takes the buckets from the outputs of a deployment', async () => {
    const file = join(directory(), 'outputs.json');
    const buckets = { BronzeBucket: 'one', SilverBucket: 'two', GoldBucket: 'three' };
    await writeFile(file, JSON.stringify({ 'headwater-dev-storage': buckets }));
    const { code, stdout } = await doctor(['--outputs', file]);
    expect(stdout.match(/arn:aws:s3:::(one|two|three) is not registered/g)).toHaveLength(3);
    expect(code).toBe(1);
  });

  it('asks the region that is named', async () => {
    const { stdout } = await doctor(['--region', 'eu-west-1']);
    expect(stdout).toContain('Account 111122223333, eu-west-1,');
  });
});

describe('lake doctor, when an account cannot be examined, says what to do and exits with 2', () => {
  it.each<[string, string[], Record<string, string>, RegExp]>([
    [
      'no credentials',
      [],
      { ...NOBODY, AWS_REGION: REGION },
      /^lake: There are no AWS credentials here\. Sign in/m,
    ],
    ['no region', [], { ...SOMEBODY, AWS_REGION: '' }, /^lake: No region is known\. Name it with --region/m],
    [
      'no such region',
      ['--region', 'no where'],
      SOMEBODY,
      /^lake: AWS cannot be reached in region "no where"/m,
    ],
    [
      'nobody answers',
      [],
      { ...SOMEBODY, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' },
      /\(ECONNREFUSED\)\. Check --region/,
    ],
    ['no outputs', ['--outputs', '/nowhere.json'], SOMEBODY, /^lake: There is no "\/nowhere\.json"/m],
  ])('%s', async (_, args, env, message) => {
    const { code, stdout, stderr } = await lake(['doctor', ...args], '', env);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('access denied', async () => {
    const refused = { 'lakeformation:GetDataLakePrincipal': refusal('AccessDeniedException', 'no', 403) };
    const { code, stderr } = await doctor([], undefined, refused);
    expect(stderr).toContain('lake: Access denied to lakeformation:GetDataLakePrincipal');
    expect(stderr).toContain('docs/governance.md');
    expect(code).toBe(2);
  });

  it('outputs of another environment', async () => {
    const file = join(directory(), 'other.json');
    await writeFile(file, JSON.stringify({ 'headwater-prod-storage': {} }));
    const { code, stderr } = await doctor(['--outputs', file]);
    expect(stderr).toContain('lake: Stack headwater-dev-storage has no output BronzeBucket');
    expect(code).toBe(2);
  });
});
