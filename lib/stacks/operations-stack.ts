import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { AlarmSpec } from '../constructs/alarm-spec';
import type { Lake } from '../constructs/lake';
import { AlarmTopic } from '../constructs/operations/alarm-topic';
import { AuditTrail } from '../constructs/operations/audit-trail';
import { breakGlassAlarm } from '../constructs/operations/break-glass-alarm';
import { EvaluationNotices } from '../constructs/operations/evaluation-notices';
import { LakeAlarms } from '../constructs/operations/lake-alarms';
import { LakeBudget } from '../constructs/operations/lake-budget';
import { LakeDashboard } from '../constructs/operations/lake-dashboard';
import { LakeStack } from './lake-stack';

export interface OperationsStackProps extends Lake {
  /** What the other stacks want to be watched. */
  readonly specs: readonly AlarmSpec[];
  /** Reads past Lake Formation; whoever takes it on is noticed. */
  readonly breakGlassRole: IRole;
}

/** Who is told of what, and who did what: alarms, dashboard, budget and audit trail. */
export class OperationsStack extends LakeStack {
  constructor(scope: Construct, id: string, props: OperationsStackProps) {
    super(scope, id, 'alarms, dashboard, budget and audit trail', props);
    const { environment, keys } = props;
    const name = `headwater-${environment.name}`;
    const { topic } = new AlarmTopic(this, 'Alarm', {
      email: environment.alarmEmail,
      encryptionKey: keys.operations,
    });
    const trail = new AuditTrail(this, 'AuditTrail', props);
    const specs = [...props.specs, breakGlassAlarm(this, props.breakGlassRole, trail.log)];
    const { alarms } = new LakeAlarms(this, 'Alarms', { environment: environment.name, specs, topic });
    new EvaluationNotices(this, 'Evaluations', { topic });
    new LakeDashboard(this, 'Overview', { name, specs, alarms });
    const { monthlyBudget: amount } = environment;
    if (amount !== undefined) new LakeBudget(this, 'Budget', { name, amount, topic });
  }
}
