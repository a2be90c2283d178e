import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { EnvironmentName } from '../../config';
import type { AlarmSpec } from '../alarm-spec';

/** Where an alarm's entry stands. */
export const RUNBOOK = 'docs/runbook.md';

export interface LakeAlarmsProps {
  readonly environment: EnvironmentName;
  readonly specs: readonly AlarmSpec[];
  readonly topic: ITopic;
}

/** An alarm for every spec, each pointing at what to do. */
export class LakeAlarms extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: LakeAlarmsProps) {
    super(scope, id);
    const action = new SnsAction(props.topic);
    this.alarms = props.specs.map((spec) => {
      const alarm = new Alarm(this, spec.id, {
        alarmName: `headwater-${props.environment}-${spec.id}`,
        alarmDescription: `${spec.summary} What to do: ${RUNBOOK}#${spec.runbook ?? spec.id}`,
        metric: spec.metric,
        threshold: spec.threshold ?? 1,
        evaluationPeriods: spec.periods ?? 1,
        comparisonOperator: spec.comparison ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: spec.isHeartbeat ? TreatMissingData.MISSING : TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
      // Silence is no state that a new alarm comes to: it begins with it.
      if (spec.isHeartbeat) alarm.addInsufficientDataAction(action);
      return alarm;
    });
  }
}
