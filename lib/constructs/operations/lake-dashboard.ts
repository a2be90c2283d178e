import { Duration } from 'aws-cdk-lib';
import { AlarmStatusWidget, Dashboard, GraphWidget, type Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { AlarmSpec } from '../alarm-spec';

export interface LakeDashboardProps {
  readonly name: string;
  readonly specs: readonly AlarmSpec[];
  readonly alarms: readonly Alarm[];
}

/** Columns of a dashboard. */
const WIDTH = 24;

/** The state of every alarm, and below it a graph of what each watches. */
export class LakeDashboard extends Construct {
  constructor(scope: Construct, id: string, props: LakeDashboardProps) {
    super(scope, id);
    const dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: props.name,
      defaultInterval: Duration.days(1),
    });
    dashboard.addWidgets(
      new AlarmStatusWidget({ title: 'Alarms', width: WIDTH, height: 4, alarms: [...props.alarms] }),
    );
    dashboard.addWidgets(
      ...props.specs.map(
        (spec) => new GraphWidget({ title: spec.id, width: WIDTH / 4, height: 4, left: [spec.metric] }),
      ),
    );
  }
}
