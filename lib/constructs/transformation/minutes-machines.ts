import { Duration } from 'aws-cdk-lib';
import { ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { StateMachineType, type StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { METRICS } from '../../../core/environment-names';
import { minutesBetweenLooks, type Dataset, type GoldModel } from '../../../core/contracts';
import type { Ordered } from '../../../core/plan';
import { acknowledgeWildcard } from '../../nag';
import { lakeMetric, overdueAlarm, sharingEntries, stateMachineAlarms, type AlarmSpec } from '../alarm-spec';
import { allow } from '../allow';
import { LakeSchedules } from '../lake-schedule';
import { lakeMachine, machineLog } from './lake-machine';
import type { LoadMachines } from './load-machines';
import { lookDefinition } from './look-definition';
import { minutesDefinition } from './minutes-definition';
import { tableRole, type TableRoleProps } from './table-role';

export interface MinutesMachinesProps extends Omit<TableRoleProps, 'writes'> {
  /** Those that ask for minutes; one at least. */
  readonly datasets: readonly Dataset[];
  readonly models: readonly Ordered<GoldModel>[];
  readonly loads: LoadMachines;
}

/**
 * Datasets that ask for minutes: a schedule for each looks whether anything is new, by one machine for all of them, which
 * starts the dataset's own machine if so.
 */
export class MinutesMachines extends Construct {
  /** Refreshes gold. */
  readonly role: Role;
  private readonly machines: ReadonlyMap<Dataset, StateMachine>;
  private readonly look: StateMachine;
  /** When it looks. */
  readonly schedules: LakeSchedules;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: MinutesMachinesProps,
  ) {
    super(scope, id);
    const { datasets, environment, ledger, loads, models, workGroup, keys } = props;
    const log = machineLog(this, props, 'minutes');
    const shared = { workGroup: workGroup.name, ledgerTable: ledger.table.tableName, models };
    this.role = tableRole(this, { ...props, reads: ['silver'], writes: ['gold'] });
    ledger.grantLock(this.role);
    loads.grantStart(this.role, datasets);
    this.machines = new Map(
      datasets.map((dataset) => {
        const definition = minutesDefinition(dataset, { ...shared, machine: loads.arnOf(dataset) });
        const name = `headwater-${environment.name}-minutes-${dataset.name}`;
        return [
          dataset,
          lakeMachine(this, dataset.name, { ...props, name, role: this.role, log, definition }),
        ];
      }),
    );
    this.look = lakeMachine(this, 'Look', {
      ...props,
      role: this.looker(),
      log,
      type: StateMachineType.EXPRESS,
      definition: lookDefinition({
        ledgerTable: ledger.table.tableName,
        bronzeBucket: props.zones.bronze.bucket.bucketName,
        datasets,
        machineOf: (dataset) => this.machineOf(dataset).stateMachineArn,
      }),
    });
    const groupName = `headwater-${environment.name}-minutes`;
    this.schedules = new LakeSchedules(this, 'Schedules', {
      name: 'minutes',
      groupName,
      encryptionKey: keys.operations,
    });
    for (const dataset of datasets) this.schedule(dataset);
  }

  alarms(): AlarmSpec[] {
    const lookAlarms = stateMachineAlarms('minutes-look', this.look);
    return [
      ...this.props.datasets.flatMap((dataset) => this.alarmsOf(dataset)),
      // An express workflow of five tasks neither takes too long nor is it stopped by anybody.
      ...lookAlarms.filter(({ id }) => id.endsWith('-failed')),
      overdueAlarm('minutes', this.look, { period: Duration.hours(1), periods: 1 }),
      {
        id: 'minutes-late',
        summary: 'For an hour records have waited in bronze for longer than their contracts ask.',
        metric: lakeMetric(METRICS.minutesWaiting, { statistic: 'Maximum', period: Duration.minutes(30) }),
        periods: 2,
      },
      ...this.schedules.alarms(),
    ];
  }

  /** One that fails once is done again in minutes; of one that takes too long or is stopped, the wait tells. */
  private alarmsOf(dataset: Dataset): AlarmSpec[] {
    const name = `minutes-${dataset.name}`;
    const spec: AlarmSpec = {
      id: `${name}-failed`,
      summary: `Runs of ${dataset.name} in minutes fail repeatedly.`,
      metric: this.machineOf(dataset).metricFailed({ statistic: 'Sum', period: Duration.hours(1) }),
      threshold: 2,
    };
    return sharingEntries('minutes', name, [spec]);
  }

  private schedule(dataset: Dataset): void {
    const minutes = minutesBetweenLooks(dataset);
    if (minutes === undefined)
      throw new Error(`Dataset ${dataset.name} asks for an hour or nothing; it has no run of minutes.`);
    this.schedules.add(dataset.name, {
      description: `Looks for what is new of ${dataset.name}`,
      expression: `rate(${minutes} ${minutes === 1 ? 'minute' : 'minutes'})`,
      target: (options) =>
        new StepFunctionsStartExecution(this.look, {
          ...options,
          input: ScheduleTargetInput.fromObject({ dataset: dataset.name }),
        }),
    });
  }

  private machineOf(dataset: Dataset): StateMachine {
    const machine = this.machines.get(dataset);
    if (!machine) throw new Error(`No machine runs ${dataset.name} in minutes.`);
    return machine;
  }

  /** The role of looking: positions, names of objects, and starting the machines. */
  private looker(): Role {
    const { ledger, zones } = this.props;
    const role = new Role(this, 'LookRole', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    ledger.grantLook(role);
    zones.bronze.grantList(role);
    allow(role, {
      actions: ['states:StartExecution'],
      resources: [...this.machines.values()].map((machine) => machine.stateMachineArn),
    });
    allow(role, {
      actions: ['cloudwatch:PutMetricData'],
      resources: ['*'],
      conditions: { StringEquals: { 'cloudwatch:namespace': METRICS.namespace } },
    });
    acknowledgeWildcard(role, /^Resource::\*$/, 'X-Ray, log delivery and metrics take no resource.');
    return role;
  }
}
