import { policy, unreviewed, type Mutant } from './mutant';
import { at, section } from './resources';

const KEY = ['AWS::KMS::Key', 'KeysSilver'] as const;

const SECRET = '{{resolve:secretsmanager:headwater/sftp:SecretString:password}}';
const dashboard = (widget: unknown): string => JSON.stringify({ widgets: [widget] });

/** What isn't a policy and opens all the same. */
export const STORED: readonly Mutant[] = [
  unreviewed(
    'a secret in a description',
    at(...KEY, ['Properties.Description', SECRET]),
    /KeysSilver.*resolve:secretsmanager/,
  ),
  unreviewed(
    'a secret joined from pieces in a saved query',
    at('AWS::Athena::NamedQuery', '', [
      'Properties.QueryString',
      { 'Fn::Join': ['', ['SELECT ', SECRET.slice(0, 5), SECRET.slice(5)]] },
    ]),
    /QueryString.*resolve:secretsmanager/,
  ),
  unreviewed(
    'a secret shown on the dashboard',
    at('AWS::CloudWatch::Dashboard', '', [
      'Properties.DashboardBody',
      dashboard({ type: 'text', properties: { markdown: SECRET } }),
    ]),
    /DashboardBody.*resolve:secretsmanager/,
  ),
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
