import type { IRole } from 'aws-cdk-lib/aws-iam';
import { FilterPattern, MetricFilter, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { METRICS } from '../../../core/environment-names';
import { lakeMetric, type AlarmSpec } from '../alarm-spec';

/** Rings when somebody takes on the break-glass role, and also when they are refused. */
export function breakGlassAlarm(scope: Construct, role: IRole, auditLog: ILogGroup): AlarmSpec {
  new MetricFilter(scope, 'BreakGlass', {
    logGroup: auditLog,
    metricNamespace: METRICS.namespace,
    metricName: METRICS.breakGlass,
    filterPattern: FilterPattern.all(
      FilterPattern.stringValue('$.eventSource', '=', 'sts.amazonaws.com'),
      FilterPattern.stringValue('$.eventName', '=', 'AssumeRole'),
      FilterPattern.stringValue('$.requestParameters.roleArn', '=', role.roleArn),
    ),
  });
  return {
    id: 'break-glass-used',
    summary: 'Somebody has taken on the role that reads past Lake Formation, or has tried to.',
    metric: lakeMetric(METRICS.breakGlass),
  };
}
