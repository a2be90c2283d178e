import { Match, type Template } from 'aws-cdk-lib/assertions';
import { ENVIRONMENTS } from '../../lib/config/environments';
import { parseEnvironment } from '../../lib/config';
import { resources, synth, synthEverything } from '../support/synth';

it('an environment that names no cluster has nothing of it', async () => {
  const { templates } = await synth('prod');
  expect(JSON.stringify(templates.ingestion.toJSON())).not.toMatch(/"Fleet/);
});

it('each topic has a mapping; what is given up on keeps its payload', async () => {
  const { templates } = await synthEverything();
  const mapping = (topic: string): object => ({
    EventSourceArn: Match.stringLikeRegexp(':cluster/fleet/'),
    Topics: [topic],
    AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: 'headwater-prod-fleet' },
    StartingPosition: 'TRIM_HORIZON',
    DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
  });
  for (const topic of ['positions', 'fleet.public.transport_units'])
    templates.ingestion.hasResourceProperties('AWS::Lambda::EventSourceMapping', mapping(topic));
});

it('the function reads its topics in its group and may do nothing else to the cluster', async () => {
  const { templates } = await synthEverything();
  expect(kafkaStatements(templates.ingestion)).toEqual([
    [
      [
        'kafka-cluster:Connect',
        'kafka-cluster:DescribeClusterDynamicConfiguration',
        'kafka:DescribeCluster',
        'kafka:DescribeClusterV2',
        'kafka:GetBootstrapBrokers',
      ],
      1,
    ],
    [['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'], 2],
    [['kafka-cluster:AlterGroup', 'kafka-cluster:DescribeGroup'], 1],
  ]);
});

it.each([
  [{ kind: 'msk', arn: 'x' }, 'expected the ARN of a cluster of MSK'],
  [
    { kind: 'msk', arn: 'arn:aws:kafka:eu-central-1:111111111111:cluster/a/b-1', login: 'scram' },
    'expected a secret for scram and certificate, and none for iam',
  ],
])('a wrong cluster is refused with what was expected: %j', (cluster, expected) => {
  expect(() =>
    parseEnvironment({
      ...ENVIRONMENTS.prod,
      sources: { ...ENVIRONMENTS.prod.sources, fleet: { cluster } },
    }),
  ).toThrow(expected);
});

/** Actions of the function's statements about Kafka, and how many resources each names. */
function kafkaStatements(template: Template): unknown[] {
  const policy = Object.entries(resources(template, 'AWS::IAM::Policy')).find(([id]) =>
    id.startsWith('FleetHandlerRole'),
  )?.[1];
  const { Statement: statements } = policy?.Properties.PolicyDocument as {
    Statement: { Action: string | string[]; Resource: unknown }[];
  };
  return statements
    .map(({ Action: action, Resource: resource }) => [[action].flat(), [resource].flat().length] as const)
    .filter(([actions]) => actions.some((action) => action.startsWith('kafka')));
}
