import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import {
  SourceAccessConfigurationType as Access,
  type EventSourceMappingOptions,
  type SourceAccessConfiguration,
} from 'aws-cdk-lib/aws-lambda';
import { allow } from '../../constructs/allow';
import type { LakeFunction } from '../../constructs/lake-function';
import type { ClusterSettings } from '../../../lambdas/kafka/settings';

/** What is read. */
export interface Reading {
  readonly group: string;
  readonly topics: readonly string[];
  readonly registrySecret: string | undefined;
}

type Mapping = Pick<
  EventSourceMappingOptions,
  'eventSourceArn' | 'kafkaBootstrapServers' | 'sourceAccessConfigurations'
>;

const LOGINS = {
  'scram-256': Access.SASL_SCRAM_256_AUTH,
  'scram-512': Access.SASL_SCRAM_512_AUTH,
  plain: Access.BASIC_AUTH,
  certificate: Access.CLIENT_CERTIFICATE_TLS_AUTH,
} as const;

/**
 * Lets the mappings of a function read the topics, and nothing else of the cluster: they act as the function's role.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/msk-permissions.html
 */
export function clusterAccess(cluster: ClusterSettings, handler: LakeFunction, reading: Reading): Mapping {
  const secrets = [
    cluster.secret,
    reading.registrySecret,
    ...(cluster.kind === 'self-managed' ? [cluster.rootCertificate] : []),
  ].filter((secret) => secret !== undefined);
  if (secrets.length > 0) allow(handler, { actions: ['secretsmanager:GetSecretValue'], resources: secrets });
  return cluster.kind === 'msk' ? managed(cluster, handler, reading) : selfManaged(cluster, handler);
}

function managed(
  { arn, login, secret }: Extract<ClusterSettings, { kind: 'msk' }>,
  handler: LakeFunction,
  { group, topics }: Reading,
): Mapping {
  allow(handler, {
    actions: ['kafka:DescribeCluster', 'kafka:DescribeClusterV2', 'kafka:GetBootstrapBrokers'],
    resources: [arn],
  });
  letPollersIntoNetwork(handler);
  if (login !== 'iam') {
    if (login === 'scram') allow(handler, { actions: ['kafka:ListScramSecrets'], resources: [arn] });
    const type = login === 'scram' ? Access.SASL_SCRAM_512_AUTH : Access.CLIENT_CERTIFICATE_TLS_AUTH;
    return { eventSourceArn: arn, sourceAccessConfigurations: [{ type, uri: secret ?? '' }] };
  }
  const { resourceName: path = '' } = Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME);
  const below = (kind: string, name: string): string =>
    Stack.of(handler).formatArn({ service: 'kafka', resource: kind, resourceName: `${path}/${name}` });
  allow(handler, {
    actions: ['kafka-cluster:Connect', 'kafka-cluster:DescribeClusterDynamicConfiguration'],
    resources: [arn],
  });
  allow(handler, {
    actions: ['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'],
    resources: topics.map((topic) => below('topic', topic)),
  });
  allow(handler, {
    actions: ['kafka-cluster:DescribeGroup', 'kafka-cluster:AlterGroup'],
    resources: [below('group', group)],
  });
  return { eventSourceArn: arn };
}

function selfManaged(
  { brokers, login, secret, rootCertificate, network }: Extract<ClusterSettings, { kind: 'self-managed' }>,
  handler: LakeFunction,
): Mapping {
  if (network) letPollersIntoNetwork(handler);
  const configurations: SourceAccessConfiguration[] = [
    { type: LOGINS[login], uri: secret },
    ...(rootCertificate === undefined
      ? []
      : [{ type: Access.SERVER_ROOT_CA_CERTIFICATE, uri: rootCertificate }]),
    ...(network?.subnets ?? []).map((id) => ({ type: Access.VPC_SUBNET, uri: `subnet:${id}` })),
    ...(network?.securityGroups ?? []).map((id) => ({
      type: Access.VPC_SECURITY_GROUP,
      uri: `security_group:${id}`,
    })),
  ];
  return { kafkaBootstrapServers: [...brokers], sourceAccessConfigurations: configurations };
}

/** Lambda's pollers stand in the brokers' network, by interfaces that they make as the function. */
function letPollersIntoNetwork(handler: LakeFunction): void {
  allow(handler, {
    actions: [
      'ec2:CreateNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeVpcs',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeSubnets',
      'ec2:DescribeSecurityGroups',
    ],
    resources: ['*'],
  });
}
