import { policy, type Mutant } from './mutant';
import { at, defined, section } from './resources';

const unreviewed = (name: string, mutate: Mutant['mutate'], names: RegExp): Mutant => ({
  name,
  mutate,
  rule: 'unreviewed',
  names,
});
const ELSEWHERE = 'arn:aws:lambda:eu-central-1:999999999999:function:elsewhere';
const LANDING = ['AWS::Lambda::Function', 'StreamLanding'] as const;
const RUN = 'TransformationMachine';
const TRAIL = ['AWS::CloudTrail::Trail', 'AuditTrail'] as const;
const USED = ['AWS::CloudWatch::Alarm', 'Alarmsbreakglassused'] as const;
const KEY = ['AWS::KMS::Key', 'KeysSilver'] as const;
const SELECTOR = 'Properties.EventSelectors.0';

/** Code that isn't what was built, and what runs beside it. */
const CODE: readonly Mutant[] = [
  unreviewed(
    'code from a place that nothing is published to',
    at(...LANDING, ['Properties.Code.S3Key', 'incoming/latest.zip']),
    /StreamLanding.*S3Key/,
  ),
  unreviewed(
    'code of another bucket',
    at(...LANDING, ['Properties.Code.S3Bucket', 'elsewhere']),
    /StreamLanding.*S3Bucket/,
  ),
  unreviewed(
    'a version of code that nobody chose',
    at(...LANDING, ['Properties.Code.S3ObjectVersion', '1']),
    /StreamLanding.*S3ObjectVersion/,
  ),
  unreviewed(
    'code as text',
    at(...LANDING, ['Properties.Code', { ZipFile: 'exports.handler = fetch' }]),
    /StreamLanding.*ZipFile/,
  ),
  unreviewed(
    'a layer of another account',
    at(...LANDING, ['Properties.Layers', ['arn:aws:lambda:eu-central-1:999999999999:layer:tap:1']]),
    /StreamLanding.*Layers/,
  ),
  unreviewed(
    'a program that wraps a function',
    at(...LANDING, ['Properties.Environment.Variables.AWS_LAMBDA_EXEC_WRAPPER', '/opt/tap']),
    /StreamLanding.*EXEC_WRAPPER/,
  ),
  unreviewed(
    'options that load other code',
    at(...LANDING, ['Properties.Environment.Variables.NODE_OPTIONS', '--require /opt/tap.js']),
    /StreamLanding.*NODE_OPTIONS/,
  ),
  unreviewed(
    'a secret put into a variable',
    at(...LANDING, ['Properties.Environment.Variables.LOGIN', '{{resolve:secretsmanager:headwater/sftp}}']),
    /StreamLanding.*resolve:secretsmanager/,
  ),
  unreviewed(
    'a function in a network of others',
    at(...LANDING, ['Properties.VpcConfig', { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] }]),
    /StreamLanding.*VpcConfig/,
  ),
  unreviewed(
    'bronze written to another bucket by a variable',
    at(...LANDING, ['Properties.Environment.Variables.BRONZE_BUCKET', 'elsewhere']),
    /StreamLanding.*BRONZE_BUCKET/,
  ),
  unreviewed(
    'failed batches sent elsewhere',
    at('AWS::Lambda::EventSourceMapping', 'StreamLanding', [
      'Properties.DestinationConfig.OnFailure.Destination',
      'arn:aws:sqs:eu-central-1:999999999999:elsewhere',
    ]),
    /StreamLanding.*OnFailure/,
  ),
];

/** What a run does beside its statements. */
const RUNS: readonly Mutant[] = [
  unreviewed(
    'rows as output of a run',
    defined(RUN, (text) =>
      text.replace(/\\"Output\\":\{\}/, '\\"Output\\":\\"{% $states.result.ResultSet %}\\"'),
    ),
    /Output/,
  ),
  unreviewed(
    'definitions in the other language',
    defined(RUN, (text) =>
      text.replace('\\"QueryLanguage\\":\\"JSONata\\"', '\\"QueryLanguage\\":\\"JSONPath\\"'),
    ),
    /QueryLanguage/,
  ),
  unreviewed(
    'an error that is caught with what was asked',
    defined(RUN, (text) =>
      text.replace(/\\"Catch\\":\[\{/, '\\"Catch\\":[{\\"Output\\":\\"{% $states.input %}\\",'),
    ),
    /Output|Catch/,
  ),
  unreviewed(
    'figures of two people',
    defined(RUN, (text) => text.replace('\\"threshold\\":11', '\\"threshold\\":2')),
    /threshold/,
  ),
  unreviewed(
    'figures that count records, not people',
    defined(RUN, (text) =>
      text.replaceAll('count(DISTINCT given.patient_id) AS patients', 'count(*) AS patients'),
    ),
    /count\(\*\) AS patients/,
  ),
  unreviewed(
    'a task with the credentials of another account',
    defined(RUN, (text) =>
      text.replace(
        '\\"Type\\":\\"Task\\"',
        '\\"Type\\":\\"Task\\",\\"Credentials\\":{\\"RoleArn\\":\\"arn:aws:iam::999999999999:role/x\\"}',
      ),
    ),
    /Credentials/,
  ),
  unreviewed(
    'a result that is kept by a path',
    defined(RUN, (text) =>
      text.replace('\\"Type\\":\\"Task\\"', '\\"Type\\":\\"Task\\",\\"ResultPath\\":\\"$.rows\\"'),
    ),
    /ResultPath/,
  ),
  unreviewed(
    'executions logged with their data',
    at('AWS::StepFunctions::StateMachine', RUN, [
      'Properties.LoggingConfiguration.IncludeExecutionData',
      true,
    ]),
    /IncludeExecutionData/,
  ),
  unreviewed(
    'executions that are logged elsewhere too',
    at('AWS::StepFunctions::StateMachine', RUN, [
      'Properties.LoggingConfiguration.Destinations',
      [{ CloudWatchLogsLogGroup: { LogGroupArn: 'arn:aws:logs:eu-central-1:999999999999:log-group:x:*' } }],
    ]),
    /Destinations/,
  ),
  unreviewed(
    'a schedule with an input of its own',
    at('AWS::Scheduler::Schedule', 'Scheduletransformation', [
      'Properties.Target.Input',
      '{"from":"2020/01/01","to":"2030/01/01"}',
    ]),
    /Target.*Input/,
  ),
  unreviewed(
    'maintenance that never comes',
    at('AWS::Scheduler::Schedule', 'Schedulemaintenance', [
      'Properties.ScheduleExpression',
      'at(2199-01-01T00:00:00)',
    ]),
    /ScheduleExpression/,
  ),
  unreviewed(
    'maintenance that has come to an end',
    at('AWS::Scheduler::Schedule', 'Schedulemaintenance', ['Properties.EndDate', '2020-01-01T00:00:00Z']),
    /EndDate/,
  ),
];

/** Eyes that are shut. */
const WATCH: readonly Mutant[] = [
  unreviewed(
    'an alarm that never rings',
    at(...USED, ['Properties.Threshold', 1e9]),
    /Alarmsbreakglassused.*Threshold/,
  ),
  unreviewed(
    'an alarm that rings after months',
    at(...USED, ['Properties.EvaluationPeriods', 100_000]),
    /Alarmsbreakglassused.*EvaluationPeriods/,
  ),
  unreviewed(
    'an alarm without its actions',
    at(...USED, ['Properties.ActionsEnabled', false]),
    /ActionsEnabled/,
  ),
  unreviewed(
    'an alarm that asks for so many data points',
    at(...USED, ['Properties.DatapointsToAlarm', 50]),
    /DatapointsToAlarm/,
  ),
  unreviewed(
    'a filter that looks for another role',
    at('AWS::Logs::MetricFilter', 'BreakGlass', ['Properties.FilterPattern', '{ $.eventName = "Never" }']),
    /BreakGlass.*FilterPattern/,
  ),
  unreviewed(
    'a filter that counts nothing',
    at('AWS::Logs::MetricFilter', 'BreakGlass', ['Properties.MetricTransformations.0.MetricValue', '0']),
    /BreakGlass.*MetricTransformations/,
  ),
  unreviewed(
    'a trail of writes alone',
    at(...TRAIL, [`${SELECTOR}.ReadWriteType`, 'WriteOnly']),
    /WriteOnly/,
  ),
  unreviewed(
    'a trail that leaves silver out',
    at(...TRAIL, [
      `${SELECTOR}.DataResources.0.Values`,
      (values: unknown) => (values as unknown[]).toSpliced(1, 1),
    ]),
    /EventSelectors/,
  ),
  unreviewed(
    'a trail that leaves out who becomes whom',
    at(...TRAIL, [`${SELECTOR}.ExcludeManagementEventSources`, ['kms.amazonaws.com', 'sts.amazonaws.com']]),
    /sts\.amazonaws\.com/,
  ),
  unreviewed(
    'a trail whose files anybody may change',
    at(...TRAIL, ['Properties.EnableLogFileValidation', false]),
    /Validation/,
  ),
  unreviewed(
    'a trail whose objects are gone the next day',
    at('AWS::S3::Bucket', 'AuditTrailAuditBucket', [
      'Properties.LifecycleConfiguration.Rules.0.ExpirationInDays',
      1,
    ]),
    /AuditTrail.*(ExpirationInDays|Lifecycle)/,
  ),
  unreviewed(
    'a trail whose log is gone the next day',
    at('AWS::Logs::LogGroup', 'AuditTrailLog', ['Properties.RetentionInDays', 1]),
    /AuditTrailLog.*RetentionInDays/,
  ),
  unreviewed(
    'a widget that calls a function',
    at('AWS::CloudWatch::Dashboard', 'Overview', [
      'Properties.DashboardBody',
      JSON.stringify({ widgets: [{ type: 'custom', properties: { endpoint: ELSEWHERE, updateOn: {} } }] }),
    ]),
    /Overview.*DashboardBody/,
  ),
  unreviewed(
    'a widget that shows log lines',
    at('AWS::CloudWatch::Dashboard', 'Overview', [
      'Properties.DashboardBody',
      (old: unknown) =>
        JSON.parse(
          JSON.stringify(old).replace(
            String.raw`\"widgets\":[`,
            String.raw`\"widgets\":[{\"type\":\"log\",\"properties\":{\"query\":\"SOURCE 'x' | fields @message\"}},`,
          ),
        ) as unknown,
    ]),
    /Overview.*DashboardBody/,
  ),
  unreviewed(
    'notices to a web address',
    at('AWS::SNS::Subscription', 'AlarmTopic', ['Properties.Protocol', 'https']),
    /AlarmTopic.*Protocol/,
  ),
  unreviewed(
    'notices to somebody else',
    at('AWS::SNS::Subscription', 'AlarmTopic', ['Properties.Endpoint', 'someone@example.net']),
    /AlarmTopic.*(Endpoint|no such resource|missing)/,
  ),
];

/** Tables and databases that lead elsewhere. */
const CATALOG: readonly Mutant[] = [
  unreviewed(
    'a bronze table over the files of silver',
    at('AWS::Glue::Table', 'DatabasesTablevaccines', [
      'Properties.TableInput.StorageDescriptor.Location',
      's3://zonessilverbucketb099ec60/silver/immunizations/data/',
    ]),
    /DatabasesTablevaccines.*Location/,
  ),
  unreviewed(
    'a bronze table whose partitions are objects of another dataset',
    at('AWS::Glue::Table', 'DatabasesTablevaccines', [
      'Properties.TableInput.Parameters',
      (old: unknown) => ({
        ...(old as object),
        'storage.location.template': 's3://zonesbronzebucket49d9db36/documents/${dt}/',
      }),
    ]),
    /DatabasesTablevaccines.*storage\.location\.template/,
  ),
  unreviewed(
    'a table that is a view',
    at(
      'AWS::Glue::Table',
      'DatabasesTablevaccines',
      ['Properties.TableInput.TableType', 'VIRTUAL_VIEW'],
      ['Properties.TableInput.ViewOriginalText', '/* Presto View: e30= */'],
    ),
    /DatabasesTablevaccines.*(TableType|ViewOriginalText)/,
  ),
  unreviewed(
    'a table that is a link to another',
    at('AWS::Glue::Table', 'DatabasesTablevaccines', [
      'Properties.TableInput.TargetTable',
      { CatalogId: '999999999999', DatabaseName: 'x', Name: 'y' },
    ]),
    /DatabasesTablevaccines.*TargetTable/,
  ),
  unreviewed(
    'a database that is a link to another account',
    at('AWS::Glue::Database', 'DatabasesDatabasegold', [
      'Properties.DatabaseInput.TargetDatabase',
      { CatalogId: '999999999999', DatabaseName: 'x' },
    ]),
    /DatabasesDatabasegold.*TargetDatabase/,
  ),
  unreviewed(
    'a crawler over silver',
    at('AWS::Glue::Crawler', 'DiscoveryBronze', [
      'Properties.Targets.S3Targets.0.Path',
      's3://zonessilverbucketb099ec60/silver/',
    ]),
    /DiscoveryBronze.*Targets/,
  ),
  unreviewed(
    'a crawler that writes to gold',
    at('AWS::Glue::Crawler', 'DiscoveryBronze', ['Properties.DatabaseName', 'gold']),
    /DiscoveryBronze.*DatabaseName/,
  ),
  {
    name: 'a crawler that is told of a dataset’s objects',
    mutate: at('AWS::Events::Rule', 'DiscoveryCreated', [
      'Properties.EventPattern.detail.object.key.0.anything-but.prefix',
      (old: unknown) => (old as string[]).filter((prefix) => prefix !== 'immunizations/'),
    ]),
    rule: 'settings',
    names: /DiscoveryCreated\w* tells crawlers of objects below immunizations\//,
  },
  unreviewed(
    'databases that are made before the catalog is closed',
    at('AWS::Glue::Database', 'DatabasesDatabase', ['DependsOn', undefined]),
    /DatabasesDatabase.*DependsOn/,
  ),
  unreviewed(
    'tables that are made before their databases have tags',
    at('AWS::LakeFormation::PrincipalPermissions', 'Grantsanalyst', ['DependsOn', undefined]),
    /Grantsanalyst.*DependsOn/,
  ),
  unreviewed(
    'a catalog that is closed in part',
    at('Custom::ClosedCatalog', 'Closed', ['Properties.databases', ['bronze']]),
    /Closed.*databases/,
  ),
  unreviewed(
    'files of crawlers that aren’t encrypted',
    at('AWS::Glue::SecurityConfiguration', '', [
      'Properties.EncryptionConfiguration.S3Encryptions',
      [{ S3EncryptionMode: 'DISABLED' }],
    ]),
    /S3Encryptions/,
  ),
  unreviewed(
    'settings that replace what others have set',
    at('AWS::LakeFormation::DataLakeSettings', 'Foundation', ['Properties.MutationType', 'REPLACE']),
    /Foundation.*MutationType/,
  ),
  unreviewed(
    'settings that trust another account',
    at('AWS::LakeFormation::DataLakeSettings', 'Foundation', [
      'Properties.TrustedResourceOwners',
      ['999999999999'],
    ]),
    /Foundation.*TrustedResourceOwners/,
  ),
  unreviewed(
    'an LF-tag with one value more',
    at('AWS::LakeFormation::Tag', 'FoundationTagsensitivity', [
      'Properties.TagValues',
      ['public', 'internal', 'personal', 'health', 'open'],
    ]),
    /FoundationTagsensitivity.*open/,
  ),
  unreviewed(
    'silver with rows for all',
    at('AWS::LakeFormation::TagAssociation', 'DatabaseTagssilver', [
      'Properties.LFTags.3.TagValues',
      ['all'],
    ]),
    /DatabaseTagssilver.*all/,
  ),
];

/** What isn't a policy and opens all the same. */
const STORED: readonly Mutant[] = [
  unreviewed(
    'a key in other regions',
    at(...KEY, ['Properties.MultiRegion', true]),
    /KeysSilver.*MultiRegion/,
  ),
  unreviewed('a key from outside', at(...KEY, ['Properties.Origin', 'EXTERNAL']), /KeysSilver.*Origin/),
  unreviewed(
    'a key that never turns',
    at(...KEY, ['Properties.EnableKeyRotation', false]),
    /KeysSilver.*Rotation/,
  ),
  unreviewed(
    'a key policy that decides by a condition of the template',
    at(...KEY, ['Properties.KeyPolicy', { 'Fn::If': ['Open', policy({ Effect: 'Allow' }), policy()] }]),
    /KeysSilver.*decides by|KeysSilver.*Fn::If/,
  ),
  unreviewed(
    'a bucket that goes with its stack',
    at('AWS::S3::Bucket', 'ZonesSilver', ['DeletionPolicy', 'Delete']),
    /ZonesSilver.*DeletionPolicy/,
  ),
  unreviewed(
    'a deny that a condition of the template can leave out',
    at('AWS::S3::BucketPolicy', 'ZonesSilver', ['Condition', 'Open']),
    /ZonesSilver.*Condition/,
  ),
  unreviewed('a condition', section('Conditions', 'Open', { 'Fn::Equals': ['a', 'a'] }), /Conditions\.Open/),
  unreviewed(
    'a value that whoever deploys may choose',
    section('Parameters', 'Reader', { Type: 'String', Default: '*' }),
    /Parameters\.Reader/,
  ),
  unreviewed('a hook', section('Hooks', 'After', { Type: 'AWS::CodeDeploy::BlueGreen' }), /Hooks\.After/),
  unreviewed(
    'an output that tells a secret',
    section('Outputs', 'Login', { Value: '{{resolve:ssm:/headwater/login}}' }),
    /resolve:ssm/,
  ),
  unreviewed(
    'changes of the ledger sent to a stream',
    at('AWS::DynamoDB::Table', 'Ledger', [
      'Properties.KinesisStreamSpecification',
      { StreamArn: 'arn:aws:kinesis:x' },
    ]),
    /Ledger.*KinesisStreamSpecification/,
  ),
  unreviewed(
    'a route that asks for nobody',
    at('AWS::ApiGatewayV2::Route', 'StreamIngestionApiANYdataset', ['Properties.AuthorizationType', 'NONE']),
    /AuthorizationType/,
  ),
  unreviewed(
    'an API for pages of anybody',
    at('AWS::ApiGatewayV2::Api', 'StreamIngestionApi', [
      'Properties.CorsConfiguration',
      { AllowOrigins: ['*'], AllowMethods: ['*'] },
    ]),
    /CorsConfiguration/,
  ),
  unreviewed(
    'access logs with what was sent',
    at('AWS::ApiGatewayV2::Stage', 'StreamIngestionStage', [
      'Properties.AccessLogSettings.Format',
      '{"body":"$context.requestOverride.body"}',
    ]),
    /AccessLogSettings/,
  ),
  unreviewed(
    'results under the key of S3',
    at('AWS::Athena::WorkGroup', 'WorkGroupclinician', [
      'Properties.WorkGroupConfiguration.ResultConfiguration.EncryptionConfiguration',
      { EncryptionOption: 'SSE_S3' },
    ]),
    /WorkGroupclinician.*EncryptionOption/,
  ),
  unreviewed(
    'results that the owner of another bucket gets',
    at('AWS::Athena::WorkGroup', 'WorkGroupclinician', [
      'Properties.WorkGroupConfiguration.ResultConfiguration.ExpectedBucketOwner',
      '999999999999',
    ]),
    /WorkGroupclinician.*ExpectedBucketOwner/,
  ),
  unreviewed(
    'an analyst among the lake’s own roles',
    at('AWS::IAM::Role', 'Personaanalyst', ['Properties.Path', '/headwater/prod/service/']),
    /Personaanalyst.*Path/,
  ),
  unreviewed(
    'a role that policies may know by a tag',
    at('AWS::IAM::Role', 'Personaanalyst', ['Properties.Tags', [{ Key: 'team', Value: 'admins' }]]),
    /Personaanalyst.*Tags/,
  ),
  unreviewed(
    'messages that go on to another account',
    at('AWS::SQS::Queue', 'DiscoveryQueue', [
      'Properties.RedrivePolicy.deadLetterTargetArn',
      'arn:aws:sqs:eu-central-1:999999999999:x',
    ]),
    /DiscoveryQueue.*RedrivePolicy/,
  ),
];

/** Changes that no schema suggests: of texts, numbers, orders and what refers to what. */
export const OWN: readonly Mutant[] = [...CODE, ...RUNS, ...WATCH, ...CATALOG, ...STORED];
