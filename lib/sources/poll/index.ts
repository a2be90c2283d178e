import { Validations } from 'aws-cdk-lib';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { poll } from '../../../lambdas/poll/kind';
import type { PollSettings } from '../../../lambdas/poll/settings';
import type { LakeNetwork } from '../../constructs/lake-function';
import { pulledSource } from '../../constructs/pulled-source';
import { readsTable } from '../../constructs/table-reading';
import type { SourceConstruct } from '../source-construct';

/** Schedule -> function in the database's network -> bronze. A source without a host has none of it. */
export const face: SourceConstruct<typeof poll.settings> = {
  bind(scope, lake, source) {
    const { name, settings } = source;
    const { host, dataset, schedule, network, compare } = settings;
    if (host === undefined) return { alarms: [] };
    const pass = pulledSource(scope, {
      ...lake,
      source,
      dataset,
      schedule,
      entry: 'lambdas/poll/handler.ts',
      description: `Reads a table for ${dataset}`,
      memory: 1024,
      fill: '{"username":"...","password":"..."}',
      ...(network && { network: networkOf(scope, network) }),
    });
    return {
      alarms: pass.alarms(),
      schedules: [pass.schedule],
      readings: compare === false ? [] : [readsTable(name, pass.handler, `silver.${dataset}`, lake)],
    };
  },
};

/** The network that a database is in, which somebody else has made. */
function networkOf(scope: Construct, network: NonNullable<PollSettings['network']>): LakeNetwork {
  const { vpcId, availabilityZones, subnetIds, securityGroupId } = network;
  const vpc = Vpc.fromVpcAttributes(scope, 'Network', {
    vpcId,
    availabilityZones,
    privateSubnetIds: subnetIds,
  });
  Validations.of(vpc).acknowledge({
    id: 'Annotation::@aws-cdk/aws-ec2:noSubnetRouteTableId',
    reason: 'The network and its routes are somebody else’s; nothing of the lake reads or changes them.',
  });
  const securityGroup = SecurityGroup.fromSecurityGroupId(scope, 'LetIn', securityGroupId, {
    mutable: false,
  });
  return { vpc, subnets: { subnets: vpc.privateSubnets }, securityGroup };
}
