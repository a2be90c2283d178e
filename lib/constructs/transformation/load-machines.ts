import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { IGrantable, Role } from 'aws-cdk-lib/aws-iam';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Dataset } from '../../../core/contracts';
import { allow } from '../allow';
import { lakeMachine, machineLog } from './lake-machine';
import { loadDefinition } from './load-definition';
import { lockOf } from './lock-states';
import { tableRole, type TableRoleProps } from './table-role';

/** By which Step Functions hears of the end of an execution that another one waits for. */
const END_RULE = 'StepFunctionsGetEventsForStepFunctionsExecutionRule';

export interface LoadMachinesProps extends TableRoleProps {
  readonly datasets: readonly Dataset[];
  /** Those of them with runs, and a lock, of their own. @default none */
  readonly inMinutes?: readonly Dataset[];
}

/** The machines that load datasets, one each, with one role and one log. A run starts them and tells of their failures. */
export class LoadMachines extends Construct {
  readonly role: Role;
  private readonly machines: ReadonlyMap<string, StateMachine>;
  private readonly prefix: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: LoadMachinesProps,
  ) {
    super(scope, id);
    const { datasets, inMinutes = [], environment, ledger, workGroup, zones } = props;
    this.role = tableRole(this, props);
    ledger.grantPositions(this.role);
    this.prefix = `headwater-${environment.name}-load-`;
    const log = machineLog(this, props, 'load');
    const shared = {
      workGroup: workGroup.name,
      ledgerTable: ledger.table.tableName,
      bronzeBucket: zones.bronze.bucket.bucketName,
    };
    this.machines = new Map(
      datasets.map((dataset) => [
        dataset.name,
        lakeMachine(this, dataset.name, {
          ...props,
          name: `${this.prefix}${dataset.name}`,
          role: this.role,
          log,
          definition: loadDefinition(dataset, {
            ...shared,
            ...(inMinutes.includes(dataset) && { lock: lockOf(dataset) }),
          }),
        }),
      ]),
    );
  }

  /** ARN of the machine of a dataset. */
  arnOf({ name }: Dataset): string {
    const machine = this.machines.get(name);
    if (!machine) throw new Error(`No machine loads ${name}; give its dataset to LoadMachines.`);
    return machine.stateMachineArn;
  }

  /**
   * Lets a state machine start loads, wait for them and stop them when it is stopped itself.
   *
   * @param datasets that it may load. @default all
   * @see https://docs.aws.amazon.com/step-functions/latest/dg/stepfunctions-iam.html
   */
  grantStart(grantee: IGrantable, datasets: readonly Dataset[] = this.props.datasets): void {
    const stack = Stack.of(this);
    const executions = datasets.map(({ name }) =>
      stack.formatArn({
        service: 'states',
        resource: 'execution',
        resourceName: `${this.prefix}${name}:*`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    );
    allow(grantee, {
      actions: ['states:StartExecution'],
      resources: datasets.map((dataset) => this.arnOf(dataset)),
    });
    allow(grantee, {
      actions: ['states:DescribeExecution', 'states:StopExecution'],
      resources: executions,
      wildcard: {
        finding: /:execution:.*:\*$/,
        reason: 'Executions have the names of the runs that start them.',
      },
    });
    allow(grantee, {
      actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
      resources: [stack.formatArn({ service: 'events', resource: 'rule', resourceName: END_RULE })],
    });
  }
}
