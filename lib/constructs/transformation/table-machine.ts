import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  CustomerManagedEncryptionConfiguration,
  LogLevel,
  StateMachine,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from '../../nag';
import { DATABASES, type Database } from '../../../core/tables';
import { allow } from '../allow';
import type { GovernedWorkGroup } from '../governed-work-group';
import type { Lake } from '../lake';
import { queriedCatalog } from '../queried-catalog';
import { removalPolicy } from '../zones';
import type { Definition } from './asl';
import { definitionFile } from './definition-file';

/** Databases of the tables that a machine commits to. */
const WRITTEN: readonly Database[] = ['staging', 'silver', 'gold'];

export interface TableMachineProps extends Lake {
  readonly definition: Definition;
  readonly workGroup: GovernedWorkGroup;
}

/** A state machine that works on the lake's tables through Athena, holding the lock on them. */
export class TableMachine extends Construct {
  readonly machine: StateMachine;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: TableMachineProps) {
    super(scope, id);
    const { environment, keys, ledger } = props;
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    props.workGroup.grantRun(this.role);
    ledger.grantLock(this.role);
    this.grantTables(props);
    this.machine = new StateMachine(this, 'Machine', {
      ...definitionFile(this, props.definition),
      role: this.role,
      tracingEnabled: true,
      encryptionConfiguration: new CustomerManagedEncryptionConfiguration(keys.operations),
      logs: {
        level: LogLevel.ALL,
        // Names of states and errors are enough to find a fault.
        includeExecutionData: false,
        destination: new LogGroup(this, 'Log', {
          // Log delivery keeps its policy below a size limit only for groups of this prefix.
          logGroupName: `/aws/vendedlogs/states/headwater-${environment.name}-${id.toLowerCase()}`,
          encryptionKey: keys.operations,
          retention: environment.retention.logDays as RetentionDays,
          removalPolicy: environment.name === 'dev' ? RemovalPolicy.DESTROY : removalPolicy(environment),
        }),
      },
    });
    acknowledgeWildcard(
      this.role,
      /^Resource::\*$/,
      'X-Ray and log delivery take no resource; Lake Formation decides by its own grants.',
    );
  }

  private grantTables({ zones }: TableMachineProps): void {
    zones.bronze.grantRead(this.role);
    for (const prefix of ['staging/', 'silver/']) zones.silver.grantTables(this.role, prefix);
    zones.gold.grantTables(this.role, 'gold/');
    allow(this.role, {
      actions: [
        'glue:GetDatabase',
        'glue:GetDatabases',
        'glue:GetTable',
        'glue:GetTables',
        'glue:GetPartition',
        'glue:GetPartitions',
        'glue:BatchGetPartition',
      ],
      resources: queriedCatalog(this, DATABASES),
      wildcard: { finding: /:glue:.*:table\/\w+\/\*$/, reason: 'It fills every table of the lake.' },
    });
    const glue = (resource: string): string => Stack.of(this).formatArn({ service: 'glue', resource });
    // An Iceberg commit is an UpdateTable that moves the pointer to the metadata.
    allow(this.role, {
      actions: ['glue:UpdateTable'],
      resources: [
        glue('catalog'),
        ...WRITTEN.flatMap((database) => [glue(`database/${database}`), glue(`table/${database}/*`)]),
      ],
    });
    allow(this.role, { actions: ['lakeformation:GetDataAccess'], resources: ['*'] });
  }
}
