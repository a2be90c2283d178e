import { Stack } from 'aws-cdk-lib';
import { CfnEndpoint, CfnReplicationConfig, CfnReplicationSubnetGroup } from 'aws-cdk-lib/aws-dms';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Stream } from 'aws-cdk-lib/aws-kinesis';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { ReplicationSettings } from '../../../lambdas/cdc/settings';
import { allow } from '../../constructs/allow';
import { taskSettings } from './task-settings';
import { tableMappings } from './table-mappings';

export interface ReplicationProps {
  /** Names the replication and its endpoints. */
  readonly name: string;
  readonly replication: ReplicationSettings;
  /** Each `schema.table`. */
  readonly tables: readonly string[];
  /** Where changes go. */
  readonly stream: Stream;
  /** Encrypts what the replication keeps while it runs. */
  readonly encryptionKey: IKey;
}

/**
 * A replication of DMS Serverless from a database to a stream: what there is, then every change. It is started by hand,
 * once: `lib/sources/cdc/runbook.md`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dms-replicationconfig.html
 */
export class Replication extends Construct {
  constructor(scope: Construct, id: string, props: ReplicationProps) {
    super(scope, id);
    const { name, replication, tables, encryptionKey } = props;
    const { network, leastCapacity, mostCapacity, largestValue } = replication;
    const subnets = new CfnReplicationSubnetGroup(this, 'Subnets', {
      replicationSubnetGroupDescription: `Where ${name} reaches its database from`,
      subnetIds: [...network.subnets],
    });
    new CfnReplicationConfig(this, 'Config', {
      replicationConfigIdentifier: name,
      replicationType: 'full-load-and-cdc',
      sourceEndpointArn: this.source(props).ref,
      targetEndpointArn: this.target(props).ref,
      computeConfig: {
        minCapacityUnits: leastCapacity,
        maxCapacityUnits: mostCapacity,
        replicationSubnetGroupId: subnets.ref,
        vpcSecurityGroupIds: [...network.securityGroups],
        kmsKeyId: encryptionKey.keyArn,
      },
      tableMappings: tableMappings(tables),
      replicationSettings: taskSettings(largestValue),
    });
  }

  private source({ name, replication, encryptionKey }: ReplicationProps): CfnEndpoint {
    const { engine, database, secret, secretKey, certificate } = replication;
    const role = this.role('SourceRole', `dms.${Stack.of(this).region}.amazonaws.com`);
    const permissions = [
      allow(role, { actions: ['secretsmanager:GetSecretValue'], resources: [secret] }),
      ...(secretKey === undefined ? [] : [allow(role, { actions: ['kms:Decrypt'], resources: [secretKey] })]),
    ];
    const login = { secretsManagerAccessRoleArn: role.roleArn, secretsManagerSecretId: secret };
    const endpoint = new CfnEndpoint(this, 'Source', {
      endpointIdentifier: `${name}-source`,
      endpointType: 'source',
      engineName: engine,
      ...(database !== undefined && { databaseName: database }),
      sslMode: certificate === undefined ? 'require' : 'verify-full',
      ...(certificate !== undefined && { certificateArn: certificate }),
      kmsKeyId: encryptionKey.keyArn,
      ...(engine.includes('postgres')
        ? {
            postgreSqlSettings: {
              ...login,
              // It would need a table of its own in the database, and tells of nothing that a row doesn't.
              captureDdls: false,
              failTasksOnLobTruncation: true,
              mapBooleanAsBoolean: true,
            },
          }
        : { mySqlSettings: { ...login, serverTimezone: 'UTC' } }),
    });
    for (const permission of permissions) permission.applyBefore(endpoint);
    return endpoint;
  }

  private target({ name, stream, encryptionKey }: ReplicationProps): CfnEndpoint {
    const role = this.role('TargetRole', 'dms.amazonaws.com');
    const permission = allow(role, {
      actions: ['kinesis:DescribeStream', 'kinesis:PutRecord', 'kinesis:PutRecords'],
      resources: [stream.streamArn],
    });
    encryptionKey.grant(role, 'kms:GenerateDataKey');
    const endpoint = new CfnEndpoint(this, 'Target', {
      endpointIdentifier: `${name}-target`,
      endpointType: 'target',
      engineName: 'kinesis',
      kmsKeyId: encryptionKey.keyArn,
      kinesisSettings: {
        streamArn: stream.streamArn,
        serviceAccessRoleArn: role.roleArn,
        messageFormat: 'json-unformatted',
        // Without it a NULL is left out, and can't be told from a column that an update left as it was.
        includeNullAndEmpty: true,
        includeTransactionDetails: true,
        includeTableAlterOperations: true,
        // Keys of several tables are often the same numbers.
        partitionIncludeSchemaTable: true,
      },
    });
    permission.applyBefore(endpoint);
    return endpoint;
  }

  /** @see https://docs.aws.amazon.com/dms/latest/userguide/cross-service-confused-deputy-prevention.html */
  private role(id: string, service: string): Role {
    return new Role(this, id, {
      assumedBy: new ServicePrincipal(service, {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
  }
}
