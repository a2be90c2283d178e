import { App, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { governedTables, grantsFor } from '../../core/governance';
import {
  DatabaseTags,
  denyDirectReads,
  DeployAdministrator,
  LakeGrants,
  PersonaRole,
  ServiceGrants,
  TableCreator,
} from '../../lib/governance';
import { DATABASES } from '../../core/tables';
import { NOT_VOID, persona, visits } from './support/lake';

const ENV = { account: '111122223333', region: 'eu-central-1' };
const newStack = (): Stack => new Stack(new App(), 'Stack', { env: ENV });
const roleIn = (stack: Stack): Role =>
  new Role(stack, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });

describe('Lake Formation settings', () => {
  it('add the deploying role to the administrators there are, its placeholders resolved', () => {
    const stack = newStack();
    new DeployAdministrator(stack, 'Administrator');
    Template.fromStack(stack).hasResourceProperties('AWS::LakeFormation::DataLakeSettings', {
      MutationType: 'APPEND',
      Admins: [
        {
          DataLakePrincipalIdentifier: {
            'Fn::Sub': `arn:\${AWS::Partition}:iam::111122223333:role/cdk-${DefaultStackSynthesizer.DEFAULT_QUALIFIER}-cfn-exec-role-111122223333-eu-central-1`,
          },
        },
      ],
      CreateDatabaseDefaultPermissions: Match.absent(),
    });
  });
});

describe('grants', () => {
  const stack = newStack();
  const tables = governedTables([visits([NOT_VOID])]);
  const tags = new DatabaseTags(stack, 'Tags', { databases: DATABASES });
  const grants = new LakeGrants(stack, 'Grants', {
    grants: ['analyst', 'clinician', 'bi-service'].flatMap((name) => grantsFor(persona(name), tables)),
    roles: Object.fromEntries(
      ['analyst', 'clinician', 'bi-service'].map((name) => [
        name,
        new PersonaRole(stack, name, { persona: persona(name), namePrefix: 'lake' }).role,
      ]),
    ),
  });
  grants.node.addDependency(tags);
  const template = Template.fromStack(stack);
  type Json = Record<string, { DependsOn?: string[]; Properties: Record<string, unknown> }>;
  const resources = template.toJSON().Resources as Json;

  it('are made one after the other', () => {
    const chained = Object.entries(resources).filter(([id]) => id.startsWith('Grants'));
    const first = chained.filter(
      ([, { DependsOn = [] }]) => !DependsOn.some((id) => id.startsWith('Grants')),
    );
    expect(first).toHaveLength(1);
    const depth = (id: string): number =>
      1 +
      Math.max(0, ...(resources[id]?.DependsOn ?? []).filter((each) => each.startsWith('Grants')).map(depth));
    expect(chained.map(([id]) => depth(id)).sort((a, b) => a - b)).toEqual(chained.map((_, i) => i + 1));
  });

  it('wait for the tags of databases', () => {
    const databaseTags = Object.keys(template.findResources('AWS::LakeFormation::TagAssociation'));
    expect(databaseTags).toHaveLength(DATABASES.length);
    for (const [id, { DependsOn = [] }] of Object.entries(resources)) {
      if (id.startsWith('Grants')) expect(DependsOn).toEqual(expect.arrayContaining(databaseTags));
    }
  });

  it('filter rows with the contract’s predicate and the columns a persona is cleared for', () => {
    template.hasResourceProperties('AWS::LakeFormation::DataCellsFilter', {
      DatabaseName: 'silver',
      TableName: 'visits',
      ColumnNames: ['site', 'source'],
      RowFilter: { FilterExpression: "status <> 'void'" },
    });
  });

  it('never may be passed on', () => {
    template.allResourcesProperties('AWS::LakeFormation::PrincipalPermissions', {
      PermissionsWithGrantOption: [],
    });
  });

  it('to a persona without a role are refused', () => {
    const other = newStack();
    expect(
      () => new LakeGrants(other, 'Grants', { grants: grantsFor(persona('analyst'), tables), roles: {} }),
    ).toThrow(/"analyst"/);
  });
});

describe('the role of a persona', () => {
  const trustOf = (trust: Parameters<typeof persona>[1] = {}): unknown => {
    const stack = newStack();
    new PersonaRole(stack, 'Persona', { persona: persona('analyst', trust), namePrefix: 'lake' });
    const [role] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role')) as {
      Properties: { AssumeRolePolicyDocument: { Statement: unknown[] } };
    }[];
    return role?.Properties.AssumeRolePolicyDocument.Statement;
  };

  const accounts = (id: string): object => ({
    AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${id}:root`]] },
  });
  const inAccount = (resource: string): object => ({
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::111122223333:${resource}`]],
  });

  it('trusts the lake’s own account with a second factor by default', () => {
    expect(trustOf()).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: accounts('111122223333'),
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      },
    ]);
  });

  it('trusts whoever may assume roles only when asked to', () => {
    expect(trustOf({ trust: { kind: 'account', mfa: false } })).toEqual([
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: accounts('111122223333') },
    ]);
  });

  it('trusts roles of the account by name', () => {
    expect(trustOf({ trust: { kind: 'roles', names: ['tools/dashboards'] } })).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: accounts('111122223333'),
        Condition: { ArnLike: { 'aws:PrincipalArn': [inAccount('role/tools/dashboards')] } },
      },
    ]);
  });

  it('trusts whom a SAML provider vouches for', () => {
    const providerArn = 'arn:aws:iam::111122223333:saml-provider/okta';
    expect(trustOf({ trust: { kind: 'saml', providerArn } })).toEqual([
      expect.objectContaining({
        Action: 'sts:AssumeRoleWithSAML',
        Principal: { Federated: providerArn },
        Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
      }),
    ]);
  });

  it('trusts permission sets of Identity Center by name, and by ARN in other accounts', () => {
    const roleArn =
      'arn:aws:iam::444455556666:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Analyst_????????????????';
    const own = 'role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Analyst_????????????????';
    const named = { ArnLike: { 'aws:PrincipalArn': [inAccount(own), roleArn] } };
    expect(
      trustOf({ trust: { kind: 'identity-center', permissionSets: ['Analyst'], roleArns: [roleArn] } }),
    ).toEqual([
      expect.objectContaining({ Principal: accounts('111122223333'), Condition: named }),
      expect.objectContaining({ Principal: accounts('444455556666'), Condition: named }),
    ]);
  });

  it('may ask the catalog and Lake Formation, and nothing of S3 or KMS', () => {
    const stack = newStack();
    new PersonaRole(stack, 'Persona', { persona: persona('analyst'), namePrefix: 'lake' });
    const policies = JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
    expect(policies).toContain('lakeformation:GetDataAccess');
    expect(policies).toContain(':table/silver/*');
    expect(policies).not.toMatch(/s3:|kms:|:table\/bronze|"\*:\*"|glue:(Create|Update|Delete)/);
  });
});

describe('grants of services', () => {
  it('cover zones by tag, and commits of Iceberg', () => {
    const stack = newStack();
    new ServiceGrants(stack, 'Grants', { role: roleIn(stack), reads: ['bronze'], writes: ['silver'] });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::LakeFormation::PrincipalPermissions', 3);
    template.hasResourceProperties('AWS::LakeFormation::PrincipalPermissions', {
      Permissions: ['SELECT', 'DESCRIBE', 'INSERT', 'DELETE', 'ALTER'],
      Resource: {
        LFTagPolicy: { ResourceType: 'TABLE', Expression: [{ TagKey: 'zone', TagValues: ['silver'] }] },
      },
    });
  });

  it('let who creates tables do so in databases by name', () => {
    const stack = newStack();
    new TableCreator(stack, 'Creator', {
      role: roleIn(stack),
      databases: ['discovery'],
      locations: ['arn:aws:s3:::b'],
    });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::LakeFormation::PrincipalPermissions', {
      Permissions: ['CREATE_TABLE', 'DESCRIBE'],
      Resource: { Database: { Name: 'discovery' } },
    });
    template.hasResourceProperties('AWS::LakeFormation::PrincipalPermissions', {
      Permissions: ['DATA_LOCATION_ACCESS'],
      Resource: { DataLocation: { ResourceArn: 'arn:aws:s3:::b' } },
    });
  });
});

describe('the deny of direct reads', () => {
  it('is for everybody but the roles listed', () => {
    const stack = newStack();
    denyDirectReads(new Bucket(stack, 'Bucket') as IBucket, ['arn:aws:iam::111122223333:role/service/*']);
    Template.fromStack(stack).hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [
          {
            Sid: 'DenyDirectReads',
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Condition: { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::111122223333:role/service/*'] } },
          },
        ],
      },
    });
  });

  it('is refused for nobody at all, and for a bucket whose policy is elsewhere', () => {
    const stack = newStack();
    expect(() => denyDirectReads(new Bucket(stack, 'Bucket') as IBucket, [])).toThrow(/nobody could read/);
    expect(() => denyDirectReads(Bucket.fromBucketName(stack, 'Other', 'other'), ['x'])).toThrow(
      /takes no policy/,
    );
  });
});
