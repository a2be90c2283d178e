import { CfnOutput, Stack } from 'aws-cdk-lib';
import {
  CfnEIP,
  FlowLogDestination,
  GatewayVpcEndpointAwsService,
  IpAddresses,
  NatProvider,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
  type IVpc,
} from 'aws-cdk-lib/aws-ec2';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { DocumentServer } from '../../../lambdas/documents/settings';
import type { Lake } from '../../constructs/lake';
import type { LakeNetwork } from '../../constructs/lake-function';
import { removalPolicy } from '../../constructs/zones';
import { acknowledge } from '../../nag';

export interface StaticEgressProps extends Lake {
  readonly servers: readonly DocumentServer[];
}

/**
 * One fixed address towards partners: a VPC whose only way out is a NAT gateway with an address of ours. One
 * zone, since an address belongs to one gateway; while the zone is away documents wait on the server.
 */
export class StaticEgress extends Construct {
  readonly network: LakeNetwork;

  constructor(scope: Construct, id: string, props: StaticEgressProps) {
    super(scope, id);
    const { environment } = props;
    const address = new CfnEIP(this, 'Address', { domain: 'vpc' });
    // Partners have it in their firewalls: it stays when the stack goes.
    address.applyRemovalPolicy(removalPolicy(environment));
    // The typings of Vpc predate exactOptionalPropertyTypes.
    const vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr('10.0.0.0/26'),
      maxAzs: 1,
      natGatewayProvider: NatProvider.gateway({ eipAllocationIds: [address.attrAllocationId] }),
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [
        { name: 'Gateway', subnetType: SubnetType.PUBLIC, cidrMask: 28, mapPublicIpOnLaunch: false },
        { name: 'Functions', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 28 },
      ],
      // Documents go to S3 past the gateway, which takes money by the gigabyte.
      gatewayEndpoints: {
        S3: { service: GatewayVpcEndpointAwsService.S3 },
        DynamoDb: { service: GatewayVpcEndpointAwsService.DYNAMODB },
      },
      flowLogs: {
        All: {
          destination: FlowLogDestination.toCloudWatchLogs(
            new LogGroup(this, 'FlowLog', {
              encryptionKey: props.keys.operations,
              retention: environment.retention.logDays as RetentionDays,
              removalPolicy: removalPolicy(environment),
            }),
          ),
        },
      },
    }) as IVpc;
    acknowledge(
      vpc,
      'VPCNoUnrestrictedRouteToIGW',
      'The route of the NAT gateway’s own subnet, in which nothing else is.',
    );
    acknowledge(
      vpc,
      'VPCDefaultSecurityGroupClosed',
      'Nothing is in the default group; closing it would take a function with rights on every group.',
    );
    this.network = {
      vpc,
      subnets: { subnetGroupName: 'Functions' },
      securityGroup: this.outwards(vpc, props),
    };
    new CfnOutput(Stack.of(this), 'EgressAddress', {
      value: address.attrPublicIp,
      description: 'The address from which SFTP servers are called; for the partners’ firewalls',
    });
  }

  /** Nothing comes in; out go SFTP to the servers, whose addresses may change, and calls to AWS. */
  private outwards(vpc: IVpc, { servers }: StaticEgressProps): SecurityGroup {
    const group = new SecurityGroup(this, 'Outwards', {
      vpc,
      description: 'Functions that pull documents',
      allowAllOutbound: false,
    });
    const ports = new Set(servers.filter(({ staticEgress }) => staticEgress).map(({ port }) => port));
    for (const port of ports) group.addEgressRule(Peer.anyIpv4(), Port.tcp(port), 'SFTP');
    if (!ports.has(443)) group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'Services of AWS');
    return group;
  }
}
