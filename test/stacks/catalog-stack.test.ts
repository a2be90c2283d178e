import { loadEnvironment } from '../../lib/config';
import { Match } from 'aws-cdk-lib/assertions';
import { datasets } from '../../datasets';
import { sourcePrefixes } from '../../lib/constructs/zones';
import { resources, synth, synthesize, type SynthesizedLake } from '../support/synth';

let lake: SynthesizedLake;
beforeAll(async () => {
  lake = await synth('dev');
});

it('databases give nobody a permission by default', () => {
  const databases = Object.values(resources(lake.templates.catalog, 'AWS::Glue::Database'));
  const inputs = databases.map(({ Properties: properties }) => properties.DatabaseInput as { Name: string });
  expect(inputs.map(({ Name: name }) => name).sort()).toEqual([
    'bronze',
    'discovery',
    'gold',
    'silver',
    'staging',
  ]);
  for (const input of inputs) expect(input).toMatchObject({ CreateTableDefaultPermissions: [] });
});

describe('the catalog is closed', () => {
  const closings = (): string[] => Object.keys(resources(lake.templates.catalog, 'Custom::ClosedCatalog'));
  const dependencies = (type: string): string[][] =>
    Object.values(resources(lake.templates.catalog, type)).map(
      (resource) => (resource as unknown as { DependsOn?: string[] }).DependsOn ?? [],
    );

  it('before the first database exists, since a fresh account opens every new one to IAM', () => {
    expect(closings()).toHaveLength(1);
    const databases = dependencies('AWS::Glue::Database');
    expect(databases).toHaveLength(5);
    for (const dependsOn of databases) expect(dependsOn).toEqual(expect.arrayContaining(closings()));
  });

  it('by the migration, once that may and is an administrator', () => {
    const [dependsOn = []] = dependencies('Custom::ClosedCatalog');
    expect(dependsOn).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^MigrationAdministrator/),
        expect.stringMatching(/^MigrationHandlerRoleDefaultPolicy/),
      ]),
    );
    const [closing] = Object.values(resources(lake.templates.catalog, 'Custom::ClosedCatalog'));
    expect(JSON.stringify(closing?.Properties.ServiceToken)).toContain('MigrationHandler');
  });

  it('with no other action of Lake Formation than it takes', () => {
    const policies = Object.entries(resources(lake.templates.catalog, 'AWS::IAM::Policy'));
    const [, policy] = policies.find(([id]) => id.startsWith('MigrationHandler')) ?? [];
    const actions = JSON.stringify(policy).match(/lakeformation:\w+/g);
    expect(actions?.sort()).toEqual([
      'lakeformation:AddLFTagsToResource',
      'lakeformation:GetDataAccess',
      'lakeformation:GetDataLakeSettings',
      'lakeformation:GetResourceLFTags',
      'lakeformation:ListPermissions',
      'lakeformation:PutDataLakeSettings',
      'lakeformation:RevokePermissions',
    ]);
  });
});

describe('bronze tables', () => {
  it('exist for every dataset, and no other table comes from CloudFormation', () => {
    const tables = Object.values(resources(lake.templates.catalog, 'AWS::Glue::Table')).map(
      ({ Properties: properties }) => [
        properties.DatabaseName,
        (properties.TableInput as { Name: string }).Name,
      ],
    );
    expect(tables).toEqual(datasets.map(({ bronze }) => ['bronze', bronze]));
  });

  it('have one column with the line and days computed by Athena', () => {
    lake.templates.catalog.hasResourceProperties('AWS::Glue::Table', {
      TableInput: {
        Name: 'immunizations',
        PartitionKeys: [{ Name: 'dt', Type: 'string' }],
        Parameters: {
          has_encrypted_data: 'false',
          'projection.enabled': 'true',
          'projection.dt.type': 'date',
          'projection.dt.format': 'yyyy/MM/dd',
          'projection.dt.range': '2024/01/01,NOW',
          'storage.location.template': {
            'Fn::Join': ['', ['s3://', Match.anyValue(), '/immunizations/${dt}/']],
          },
        },
        StorageDescriptor: { Columns: [{ Name: 'record', Type: 'string' }] },
      },
    });
  });
});

describe('crawlers', () => {
  it('write to the discovery database only', () => {
    lake.templates.catalog.resourceCountIs('AWS::Glue::Crawler', 2);
    lake.templates.catalog.allResourcesProperties('AWS::Glue::Crawler', {
      DatabaseName: 'discovery',
      LakeFormationConfiguration: { UseLakeFormationCredentials: true },
      CrawlerSecurityConfiguration: Match.anyValue(),
    });
  });

  it('follow tables of notebooks to their latest snapshot, and change nothing else that they have found', () => {
    const policies = Object.values(resources(lake.templates.catalog, 'AWS::Glue::Crawler')).map(
      ({ Properties: { Targets: targets, SchemaChangePolicy: policy } }) => [
        Object.keys(targets as object),
        policy,
      ],
    );
    expect(policies).toEqual([
      [['S3Targets'], { UpdateBehavior: 'LOG', DeleteBehavior: 'LOG' }],
      [['IcebergTargets'], { UpdateBehavior: 'UPDATE_IN_DATABASE', DeleteBehavior: 'LOG' }],
    ]);
  });

  it('follow events of objects that are neither of a dataset nor a document', () => {
    const own = sourcePrefixes(loadEnvironment('dev')).map(({ prefix }) => prefix);
    const prefixes = [...new Set([...datasets.map(({ bronze }) => bronze), ...own])];
    const known = prefixes.filter((name) => !prefixes.some((other) => name.startsWith(`${other}/`)));
    lake.templates.catalog.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        'detail-type': ['Object Created'],
        detail: { object: { key: [{ 'anything-but': { prefix: known.map((name) => `${name}/`) } }] } },
      },
    });
    lake.templates.catalog.hasResourceProperties('AWS::Glue::Crawler', {
      RecrawlPolicy: { RecrawlBehavior: 'CRAWL_EVENT_MODE' },
      Targets: {
        S3Targets: [{ Exclusions: known.map((name) => `${name}/**`), EventQueueArn: Match.anyValue() }],
      },
    });
  });
});

interface Permission {
  readonly id: string;
  readonly DependsOn: readonly string[];
  readonly Permissions: readonly string[];
  readonly Principal: object;
  readonly Resource: {
    readonly Database?: { readonly Name: string };
    readonly DataLocation?: { readonly ResourceArn: object };
  };
}

function permissions(): Permission[] {
  const found = resources(lake.templates.catalog, 'AWS::LakeFormation::PrincipalPermissions');
  return Object.entries(found).map(
    ([id, { Properties: properties, ...rest }]) => ({ id, ...rest, ...properties }) as unknown as Permission,
  );
}

it('crawlers may create tables of what lies in the zones, in the discovery database only', () => {
  const grants = permissions().filter(({ id }) => id.startsWith('DiscoveryTables'));
  expect(grants.flatMap(({ Resource: resource }) => resource.Database?.Name ?? [])).toEqual(['discovery']);
  const locations = grants.flatMap(({ Resource: resource }) => resource.DataLocation?.ResourceArn ?? []);
  expect(locations.map((arn) => /Zones(\w+?)Bucket/.exec(JSON.stringify(arn))?.[1])).toEqual([
    'Bronze',
    'Silver',
    'Gold',
  ]);
  for (const { Principal: principal } of grants) expect(JSON.stringify(principal)).toContain('DiscoveryRole');
});

it('grants are made one after the other, since many at once conflict', () => {
  const ids = permissions().map(({ id }) => id);
  const after = (grant: Permission): number => grant.DependsOn.filter((id) => ids.includes(id)).length;
  expect(permissions().filter((grant) => after(grant) === 0)).toHaveLength(1);
});

describe('the migration', () => {
  it('runs when contracts have changed, after databases and with the rights of an administrator', () => {
    lake.templates.catalog.hasResource('Custom::TableMigration', {
      Properties: { tables: Match.stringLikeRegexp('^[0-9a-f]{64}$') },
      DependsOn: Match.arrayWith([
        Match.stringLikeRegexp('^DatabasesDatabasesilver'),
        Match.stringLikeRegexp('^MigrationAdministrator'),
      ]),
    });
  });

  it('may create tables before it does, since even an administrator may not in databases of others', () => {
    const grants = permissions().filter(({ id }) => id.startsWith('MigrationTables'));
    expect(grants.map(({ Resource: resource }) => resource.Database?.Name)).toEqual([
      'staging',
      'silver',
      'gold',
    ]);
    for (const { Permissions: given, Principal: principal } of grants) {
      expect(given).toEqual(['CREATE_TABLE', 'DESCRIBE']);
      expect(JSON.stringify(principal)).toContain('MigrationHandlerRole');
    }
    lake.templates.catalog.hasResource('Custom::TableMigration', {
      DependsOn: Match.arrayWith(grants.map(({ id }) => id).sort()),
    });
  });

  it('comes after the LF-tags it sets', async () => {
    const { stacks } = await synthesize(loadEnvironment('dev'));
    expect(stacks.catalog.dependencies).toContain(stacks.governance);
    expect(stacks.access.dependencies).toContain(stacks.catalog);
  });
});
