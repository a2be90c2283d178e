import { Match } from 'aws-cdk-lib/assertions';
import { resources, synth, synthEverything } from '../support/synth';

it('an environment that asks for no rules has nothing of them', async () => {
  const { templates } = await synth('prod');
  expect(JSON.stringify(templates.ingestion.toJSON())).not.toMatch(/AWS::IoT|"Sensors/);
});

it('a rule puts payloads on the stream untouched, with who sent them, where and when', async () => {
  const { templates } = await synthEverything();
  templates.ingestion.hasResourceProperties('AWS::IoT::TopicRule', {
    RuleName: 'headwater_prod_sensors_topic1',
    TopicRulePayload: {
      AwsIotSqlVersion: '2016-03-23',
      RuleDisabled: false,
      Sql: "SELECT encode(*, 'base64') AS payload, topic() AS topic, clientid() AS client, timestamp() AS at FROM 'sensors/+/+'",
      Actions: [
        {
          Kinesis: { PartitionKey: '${newuuid()}', StreamName: Match.anyValue(), RoleArn: Match.anyValue() },
        },
      ],
      ErrorAction: { S3: { Key: Match.stringLikeRegexp('^iot/sensors/'), BucketName: Match.anyValue() } },
    },
  });
  templates.ingestion.hasResourceProperties('AWS::Kinesis::Stream', {
    ShardCount: 2,
    StreamEncryption: { EncryptionType: 'KMS', KeyId: Match.anyValue() },
  });
});

it('a rule’s role is for that rule, and puts on the stream and below its prefix only', async () => {
  const { templates } = await synthEverything();
  const of = (type: string): unknown[] =>
    Object.entries(resources(templates.ingestion, type))
      .filter(([id]) => id.startsWith('SensorsRules'))
      .map(([, { Properties }]) => Properties);
  const [role] = of('AWS::IAM::Role');
  expect(JSON.stringify(role)).toMatch(/"aws:SourceAccount".*:rule\/headwater_prod_sensors_topic1/);
  const [policy] = of('AWS::IAM::Policy') as [{ PolicyDocument: { Statement: { Action: unknown }[] } }];
  expect(policy.PolicyDocument.Statement.map(({ Action }) => Action).sort()).toEqual([
    'kinesis:PutRecord',
    'kms:GenerateDataKey',
    's3:PutObject',
  ]);
});

it('messages of a shard are landed one batch at a time, and what is given up on keeps its payload', async () => {
  const { templates } = await synthEverything();
  const mappings = Object.entries(resources(templates.ingestion, 'AWS::Lambda::EventSourceMapping')).filter(
    ([id]) => id.startsWith('SensorsHandler'),
  );
  expect(mappings.map(([, { Properties }]) => Properties)).toEqual([
    expect.objectContaining({
      ParallelizationFactor: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRecordAgeInSeconds: 84 * 3_600,
      DestinationConfig: { OnFailure: { Destination: expect.anything() as unknown } },
    }),
  ]);
});
