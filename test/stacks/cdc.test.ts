import { Match } from 'aws-cdk-lib/assertions';
import { parseEnvironment } from '../../lib/config';
import { ENVIRONMENTS } from '../../lib/config/environments';
import { resources, synth, synthEverything } from '../support/synth';

it('an environment that names no database has nothing of it', async () => {
  const { templates } = await synth('prod');
  expect(JSON.stringify(templates.ingestion.toJSON())).not.toMatch(/AWS::DMS|"FleetDatabase/);
});

it('a replication tells what there is and every change, with NULLs, by primary key, and stops rather than leave anything out', async () => {
  const { templates } = await synthEverything();
  const locator = { 'object-locator': { 'schema-name': 'public', 'table-name': 'transport_units' } };
  templates.ingestion.hasResourceProperties('AWS::DMS::ReplicationConfig', {
    ReplicationConfigIdentifier: 'headwater-prod-fleet-database',
    ReplicationType: 'full-load-and-cdc',
    ComputeConfig: {
      MinCapacityUnits: 1,
      MaxCapacityUnits: 2,
      KmsKeyId: Match.anyValue(),
      ReplicationSubnetGroupId: Match.anyValue(),
      VpcSecurityGroupIds: ['sg-0123456789abcdef0'],
    },
    TableMappings: {
      rules: [
        { 'rule-type': 'selection', 'rule-action': 'include', ...locator },
        {
          'rule-type': 'object-mapping',
          'rule-action': 'map-record-to-record',
          'mapping-parameters': { 'partition-key-type': 'primary-key' },
          ...locator,
        },
      ].map((rule) => Match.objectLike(rule)),
    },
    ReplicationSettings: Match.objectLike({
      BeforeImageSettings: { EnableBeforeImage: true, FieldName: 'before-image', ColumnFilter: 'pk-only' },
      ErrorBehavior: Match.objectLike({
        DataErrorPolicy: 'STOP_TASK',
        DataTruncationErrorPolicy: 'STOP_TASK',
      }),
      Logging: { EnableLogging: false },
    }),
  });
  templates.ingestion.hasResourceProperties('AWS::DMS::Endpoint', {
    EndpointType: 'target',
    EngineName: 'kinesis',
    KinesisSettings: {
      IncludeNullAndEmpty: true,
      IncludeTransactionDetails: true,
      PartitionIncludeSchemaTable: true,
      StreamArn: Match.anyValue(),
      ServiceAccessRoleArn: Match.anyValue(),
    },
  });
});

it('the login is a secret, which the template doesn’t hold', async () => {
  const { templates } = await synthEverything();
  const [source] = Object.values(resources(templates.ingestion, 'AWS::DMS::Endpoint'))
    .map(({ Properties }) => Properties)
    .filter(({ EndpointType: type }) => type === 'source');
  expect(source).toMatchObject({
    EngineName: 'postgres',
    DatabaseName: 'fleet',
    SslMode: 'require',
    PostgreSqlSettings: { FailTasksOnLobTruncation: true },
  });
  expect(Object.keys(source ?? {})).not.toEqual(expect.arrayContaining(['Password']));
  expect(Object.keys(source ?? {})).not.toEqual(expect.arrayContaining(['Username']));
});

it('its roles read the secret and write to the stream, for this account, and nothing else', async () => {
  const { templates } = await synthEverything();
  const of = (type: string): [string, Readonly<Record<string, unknown>>][] =>
    Object.entries(resources(templates.ingestion, type))
      .filter(([id]) => id.startsWith('FleetDatabaseReplication'))
      .map(([id, { Properties }]) => [id, Properties]);
  for (const [, role] of of('AWS::IAM::Role')) expect(JSON.stringify(role)).toContain('"aws:SourceAccount"');
  const actions = of('AWS::IAM::Policy').flatMap(([, { PolicyDocument: document }]) =>
    (document as { Statement: { Action: string | string[] }[] }).Statement.flatMap(({ Action }) => Action),
  );
  expect(actions.sort()).toEqual([
    'kinesis:DescribeStream',
    'kinesis:PutRecord',
    'kinesis:PutRecords',
    'kms:Decrypt',
    'kms:GenerateDataKey',
    'secretsmanager:GetSecretValue',
  ]);
});

const NETWORK = {
  subnets: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
  securityGroups: ['sg-0123456789abcdef0'],
};
const SECRET = 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:a-b';

it.each<[string, object, string]>([
  ['PostgreSQL without a database', { engine: 'postgres' }, 'expected the name of the database'],
  ['one zone', { engine: 'mysql', network: { ...NETWORK, subnets: NETWORK.subnets.slice(1) } }, 'two zones'],
  ['less than least', { engine: 'mysql', leastCapacity: 4 }, 'no less than leastCapacity'],
  ['three units', { engine: 'mysql', mostCapacity: 3 }, 'capacity units'],
])('%s is refused with what was expected', (_what, replication, expected) => {
  const settings = { replication: { secret: SECRET, network: NETWORK, ...replication } };
  expect(() =>
    parseEnvironment({
      ...ENVIRONMENTS.prod,
      sources: { ...ENVIRONMENTS.prod.sources, 'fleet-database': settings },
    }),
  ).toThrow(expected);
});
