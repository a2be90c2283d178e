import { LakeFormationClient } from '@aws-sdk/client-lakeformation';
import { parsePersonas } from '../../lib/governance';
import {
  diagnose,
  expectationOf,
  readAccount,
  type Observation,
  type ObservedPermission,
} from '../../lib/governance/doctor';
import { NOT_VOID, visits } from './support/lake';

const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
const expected = expectationOf(
  {
    account: '111122223333',
    namePrefix: 'headwater-dev',
    servicePath: '/headwater/dev/service/',
    bucketArns: ['arn:aws:s3:::silver'],
  },
  [visits([NOT_VOID])],
  parsePersonas(),
);

/** An account in which everything is as it must be. */
const healthy: Observation = {
  caller: 'arn:aws:sts::111122223333:assumed-role/cdk-hnb659fds-cfn-exec-role-1/me',
  administrators: [role('cdk-hnb659fds-cfn-exec-role-1'), role('headwater/dev/service/Migration')],
  isOpenByDefault: false,
  locations: [
    { arn: 'arn:aws:s3:::silver', roleArn: role('headwater/dev/service/Location'), isHybrid: false },
  ],
  vocabulary: expected.vocabulary,
  permissions: [
    ...expected.grants.map(({ persona, ...grant }) => ({
      ...grant,
      principal: role(`headwater-dev-${persona}`),
    })),
    {
      principal: role('headwater/dev/service/Migration'),
      permissions: ['ALL'],
      resource: { kind: 'table', database: 'silver', table: 'visits' },
    },
    {
      principal: role('somebody'),
      permissions: ['SELECT'],
      resource: { kind: 'table', database: 'sales', table: 'orders' },
    },
  ],
};
const checks = (change: Partial<Observation>): string[] =>
  diagnose({ ...healthy, ...change }, expected).map(({ check }) => check);
const plus = (permission: ObservedPermission): Partial<Observation> => ({
  permissions: [...healthy.permissions, permission],
});

describe('a diagnosis', () => {
  it('finds nothing in a healthy account', () => {
    expect(diagnose(healthy, expected)).toEqual([]);
  });

  it.each<[string, Partial<Observation>, string]>([
    ['somebody who is no administrator', { caller: role('me') }, 'administrator'],
    [
      'an administrator that isn’t of the lake',
      { administrators: [...healthy.administrators, role('root')] },
      'foreign-administrator',
    ],
    ['open defaults', { isOpenByDefault: true }, 'open-by-default'],
    [
      'a database open to whom IAM allows',
      plus({
        principal: 'IAM_ALLOWED_PRINCIPALS',
        permissions: ['ALL'],
        resource: { kind: 'database', database: 'gold' },
      }),
      'open-resource',
    ],
    ['an unregistered bucket', { locations: [] }, 'location'],
    [
      'a hybrid location',
      { locations: [{ arn: 'arn:aws:s3:::silver', roleArn: role('r'), isHybrid: true }] },
      'location',
    ],
    [
      'the service-linked role',
      {
        locations: [
          {
            arn: 'arn:aws:s3:::silver',
            roleArn: role('aws-service-role/lakeformation.amazonaws.com/X'),
            isHybrid: false,
          },
        ],
      },
      'location',
    ],
    [
      'a missing value of an LF-tag',
      { vocabulary: { ...expected.vocabulary, sensitivity: ['public'] } },
      'lf-tag',
    ],
    ['a missing grant', { permissions: healthy.permissions.slice(1) }, 'missing-grant'],
    [
      'a grant by hand on a table',
      plus({
        principal: role('headwater-dev-analyst'),
        permissions: ['SELECT'],
        resource: { kind: 'table', database: 'silver', table: 'visits' },
      }),
      'foreign-grant',
    ],
    [
      'a grant by hand on tags',
      plus({
        principal: role('somebody'),
        permissions: ['SELECT'],
        resource: { kind: 'tags', resourceType: 'TABLE', expression: { zone: ['silver'] } },
      }),
      'foreign-grant',
    ],
    [
      'a permission more than configured',
      {
        permissions: healthy.permissions.map((each) => ({
          ...each,
          permissions: [...each.permissions, 'ALTER'],
        })),
      },
      'foreign-grant',
    ],
  ])('finds %s', (_, change, check) => {
    expect([...new Set(checks(change))]).toEqual([check]);
  });

  it('gives a remedy for everything it finds', () => {
    const sick = diagnose(
      { ...healthy, caller: 'x', locations: [], isOpenByDefault: true, vocabulary: {}, permissions: [] },
      expected,
    );
    expect(sick.length).toBeGreaterThan(10);
    for (const { remedy, problem } of sick)
      expect([remedy, problem].every((text) => text.length > 15)).toBe(true);
  });
});

describe('reading an account', () => {
  it('maps what Lake Formation lists, page by page', async () => {
    const pages: Record<string, unknown[]> = {
      GetDataLakePrincipalCommand: [{ Identity: role('me') }],
      GetDataLakeSettingsCommand: [
        {
          DataLakeSettings: {
            DataLakeAdmins: [{ DataLakePrincipalIdentifier: role('me') }],
            CreateTableDefaultPermissions: [{}],
          },
        },
      ],
      ListResourcesCommand: [
        {
          ResourceInfoList: [
            { ResourceArn: 'arn:aws:s3:::silver', RoleArn: role('r'), HybridAccessEnabled: true },
          ],
        },
      ],
      ListLFTagsCommand: [{ LFTags: [{ TagKey: 'zone', TagValues: ['gold'] }] }],
      ListPermissionsCommand: [
        {
          PrincipalResourcePermissions: [
            {
              Principal: { DataLakePrincipalIdentifier: role('a') },
              Permissions: ['SELECT'],
              Resource: {
                LFTagPolicy: { ResourceType: 'TABLE', Expression: [{ TagKey: 'zone', TagValues: ['gold'] }] },
              },
            },
            {
              Principal: { DataLakePrincipalIdentifier: role('a') },
              Permissions: ['SELECT'],
              Resource: { DataCellsFilter: { DatabaseName: 'silver', TableName: 't', Name: 'f' } },
            },
          ],
          NextToken: 'more',
        },
        {
          PrincipalResourcePermissions: [
            {
              Principal: { DataLakePrincipalIdentifier: role('a') },
              Permissions: ['SELECT'],
              Resource: { Table: { DatabaseName: 'silver', TableWildcard: {} } },
            },
            {
              Principal: { DataLakePrincipalIdentifier: role('a') },
              Permissions: ['CREATE_DATABASE'],
              Resource: { Catalog: {} },
            },
          ],
        },
      ],
    };
    const client = new LakeFormationClient({ region: 'eu-central-1' });
    client.send = (async (command: object) =>
      pages[command.constructor.name]?.shift() ?? {}) as typeof client.send;
    expect(await readAccount(client)).toEqual({
      caller: role('me'),
      administrators: [role('me')],
      isOpenByDefault: true,
      locations: [{ arn: 'arn:aws:s3:::silver', roleArn: role('r'), isHybrid: true }],
      vocabulary: { zone: ['gold'] },
      permissions: [
        {
          principal: role('a'),
          permissions: ['SELECT'],
          resource: { kind: 'tags', resourceType: 'TABLE', expression: { zone: ['gold'] } },
        },
        {
          principal: role('a'),
          permissions: ['SELECT'],
          resource: { kind: 'cells', database: 'silver', table: 't', filter: 'f' },
        },
        {
          principal: role('a'),
          permissions: ['SELECT'],
          resource: { kind: 'table', database: 'silver', table: '*' },
        },
        { principal: role('a'), permissions: ['CREATE_DATABASE'], resource: { kind: 'other' } },
      ],
    });
  });
});
