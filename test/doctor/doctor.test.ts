import { ACCOUNT, REGION, role, type AccountState } from '../governance/support/account';
import { examined } from '../governance/support/examined';
import { given, table, tagged } from '../governance/support/permissions';

const DEPLOYER = role(`cdk-hnb659fds-cfn-exec-role-${ACCOUNT}-${REGION}`);

describe('an account as the stacks and the migration leave it', () => {
  it('is healthy, and every page of it has been read', async () => {
    const { findings, unchecked, checked, account, caller } = await examined();
    expect(findings).toEqual([]);
    expect(unchecked).toEqual([]);
    expect(account).toBe(ACCOUNT);
    expect(caller).toContain('assumed-role/auditor');
    expect(Object.values(checked).every((count) => count > 1)).toBe(true);
  });
});

describe('an account that has drifted', () => {
  it.each<[string, (account: AccountState) => void, [check: string, severity: string, problem: RegExp]]>([
    [
      'a caller who is no administrator',
      ({ settings }) => (settings.ReadOnlyAdmins = []),
      ['administrator', 'warning', /auditor\/me is not a Lake Formation administrator/],
    ],
    [
      'an administrator that isn’t of the lake',
      ({ settings }) => settings.DataLakeAdmins?.push({ DataLakePrincipalIdentifier: role('boss') }),
      ['foreign-administrator', 'warning', /role\/boss administers/],
    ],
    [
      'an administrator of the lake’s names in another account',
      ({ settings }) =>
        settings.DataLakeAdmins?.push({
          DataLakePrincipalIdentifier: 'arn:aws:iam::999999999999:role/headwater/dev/service/Migration',
        }),
      ['foreign-administrator', 'warning', /999999999999/],
    ],
    [
      'a deploying role that is no administrator any more',
      ({ settings }) =>
        (settings.DataLakeAdmins = settings.DataLakeAdmins?.filter(
          ({ DataLakePrincipalIdentifier }) => DataLakePrincipalIdentifier !== DEPLOYER,
        )),
      ['lake-administrator', 'warning', /role that deploys/],
    ],
    [
      'a migration that is no administrator any more',
      ({ settings }) => (settings.DataLakeAdmins = [{ DataLakePrincipalIdentifier: DEPLOYER }]),
      ['lake-administrator', 'warning', /migration’s role/],
    ],
    [
      'defaults of the account that let IAM decide',
      ({ settings }) =>
        (settings.CreateTableDefaultPermissions = [
          { Principal: { DataLakePrincipalIdentifier: 'IAM_ALLOWED_PRINCIPALS' }, Permissions: ['ALL'] },
        ]),
      ['open-by-default', 'error', /New databases or tables/],
    ],
    [
      'defaults of a database that let IAM decide',
      ({ databases }) =>
        (databases.discovery = {
          Name: 'discovery',
          CreateTableDefaultPermissions: [
            { Principal: { DataLakePrincipalIdentifier: 'IAM_ALLOWED_PRINCIPALS' }, Permissions: ['ALL'] },
          ],
        }),
      ['open-by-default', 'error', /New tables of database discovery/],
    ],
    [
      'a database on which IAM decides',
      given('IAM_ALLOWED_PRINCIPALS', { Database: { Name: 'gold' } }, 'ALL'),
      ['open-resource', 'error', /ALL on database gold/],
    ],
    [
      'a table of the crawlers on which IAM decides',
      given('IAM_ALLOWED_PRINCIPALS', table('discovery', 'found'), 'ALL'),
      ['open-resource', 'error', /discovery\.found/],
    ],
    [
      'a catalog in which IAM decides who makes databases',
      given('IAM_ALLOWED_PRINCIPALS', { Catalog: {} }, 'CREATE_DATABASE'),
      ['open-catalog', 'warning', /CREATE_DATABASE/],
    ],
    [
      'a bucket that isn’t registered',
      ({ locations }) => locations.splice(0, 1),
      ['location', 'error', /is not registered/],
    ],
    [
      'hybrid access',
      ({ locations: [first] }) => Object.assign(first ?? {}, { HybridAccessEnabled: true }),
      ['location', 'error', /hybrid access mode/],
    ],
    [
      'the service-linked role',
      ({ locations: [first] }) =>
        Object.assign(first ?? {}, { RoleArn: role('aws-service-role/lakeformation.amazonaws.com/X') }),
      ['location', 'error', /service-linked role/],
    ],
    [
      'a location with a role that isn’t of the lake',
      ({ locations: [first] }) => Object.assign(first ?? {}, { RoleArn: role('mine') }),
      ['location', 'error', /role\/mine, which is no role of the lake/],
    ],
    [
      'a location with privileged access',
      ({ locations: [first] }) => Object.assign(first ?? {}, { WithPrivilegedAccess: true }),
      ['location', 'error', /privileged access/],
    ],
    [
      'a folder of a bucket registered another way',
      ({ locations }) =>
        locations.push({
          ...locations[0],
          ResourceArn: `${locations[0]?.ResourceArn}/x`,
          HybridAccessEnabled: true,
        }),
      ['location', 'error', /\/x is registered in hybrid/],
    ],
    [
      'an LF-tag that isn’t there',
      ({ vocabulary }) => delete vocabulary.rows,
      ['lf-tag', 'warning', /There is no LF-tag rows/],
    ],
    [
      'a value of an LF-tag that isn’t there',
      ({ vocabulary }) => (vocabulary.sensitivity = ['public', 'internal', 'health']),
      ['lf-tag', 'warning', /LF-tag sensitivity lacks personal/],
    ],
  ])('finds %s', async (_, change, [check, severity, problem]) => {
    const { findings } = await examined(change);
    expect(findings.map((each) => [each.check, each.severity])).toEqual([[check, severity]]);
    expect(findings[0]?.problem).toMatch(problem);
    expect(findings[0]?.remedy.length).toBeGreaterThan(20);
  });

  it.each<[string, (account: AccountState) => void]>([
    ['grants on databases of others', given(role('x'), table('sales', 'orders'), 'SELECT')],
    [
      'databases of others on which IAM decides',
      given('IAM_ALLOWED_PRINCIPALS', { Database: { Name: 'sales' } }, 'ALL'),
    ],
    ['tags of others', given(role('x'), tagged('team', ['a']), 'SELECT')],
    [
      'locations of others',
      given(role('x'), { DataLocation: { ResourceArn: 'arn:aws:s3:::other' } }, 'DATA_LOCATION_ACCESS'),
    ],
    [
      'who may look at an LF-tag',
      given(role('x'), { LFTag: { TagKey: 'zone', TagValues: ['gold'] } }, 'DESCRIBE'),
    ],
    ['tables of roles of the lake', given(role('headwater/dev/service/Crawler'), table('gold', 'x'), 'ALL')],
    [
      'LF-tags and locations of others',
      ({ vocabulary, locations }) => {
        vocabulary.team = ['a'];
        locations.push({ ResourceArn: 'arn:aws:s3:::other', HybridAccessEnabled: true });
      },
    ],
    [
      'a registration with a slash at its end',
      ({ locations: [first] }) => Object.assign(first ?? {}, { ResourceArn: `${first?.ResourceArn}/` }),
    ],
  ])('leaves alone %s', async (_, change) => {
    expect((await examined(change)).findings).toEqual([]);
  });
});
