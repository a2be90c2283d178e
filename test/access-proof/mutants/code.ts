import { unreviewed, type Mutant } from './mutant';
import { at } from './resources';

const LANDING = ['AWS::Lambda::Function', 'StreamLanding'] as const;

/** Code that isn't what was built, and what runs beside it. */
export const CODE: readonly Mutant[] = [
  unreviewed(
    'code from a place that nothing is published to',
    at(...LANDING, ['Properties.Code.S3Key', 'incoming/latest.zip']),
    /StreamLanding.*S3Key/,
  ),
  unreviewed(
    'code that somebody has put beside what is published',
    at(...LANDING, ['Properties.Code.S3Key', `${'0a'.repeat(32)}.zip`]),
    /StreamLanding.*S3Key.*0a0a/,
  ),
  unreviewed(
    'code of another function of the lake',
    at(...LANDING, ['Properties.Code.S3Key', 'published as Stream/Intake/Code']),
    /StreamLanding.*S3Key.*Intake/,
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
