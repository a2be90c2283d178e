import type { Role } from 'aws-cdk-lib/aws-iam';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Definition } from './asl';
import { lakeMachine, machineLog } from './lake-machine';
import { tableRole, type TableRoleProps } from './table-role';

export interface TableMachineProps extends TableRoleProps {
  readonly definition: Definition;
}

/** A state machine that works on the lake's tables through Athena, holding the lock on them. */
export class TableMachine extends Construct {
  readonly machine: StateMachine;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: TableMachineProps) {
    super(scope, id);
    this.role = tableRole(this, props);
    props.ledger.grantLock(this.role);
    const log = machineLog(this, props, id.toLowerCase());
    this.machine = lakeMachine(this, 'Machine', { ...props, role: this.role, log });
  }
}
