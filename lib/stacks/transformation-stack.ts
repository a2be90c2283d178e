import { CfnOutput, Duration } from 'aws-cdk-lib';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Construct } from 'constructs';
import {
  brokenRulesAlarm,
  overdueAlarm,
  stateMachineAlarms,
  type AlarmSpec,
  type OverdueProps,
} from '../constructs/alarm-spec';
import { GovernedWorkGroup } from '../constructs/governed-work-group';
import type { Lake } from '../constructs/lake';
import type { Migration } from '../constructs/migration';
import { Publication } from '../constructs/publication';
import { QualityEvaluation } from '../constructs/quality-evaluation';
import { LakeSchedule, type LakeSchedules } from '../constructs/lake-schedule';
import { datasetsInMinutes } from '../constructs/transformation/in-minutes';
import { LoadMachines } from '../constructs/transformation/load-machines';
import { maintenanceDefinition } from '../constructs/transformation/maintenance-definition';
import { MinutesMachines } from '../constructs/transformation/minutes-machines';
import { qualityStates } from '../constructs/transformation/quality-states';
import { runDefinition } from '../constructs/transformation/run-definition';
import { TableMachine } from '../constructs/transformation/table-machine';
import type { Dataset } from '../../core/contracts';
import { SERVICE_WORK_GROUP } from '../../core/governance';
import { orderedLoads, orderedModels } from '../../core/plan';
import { icebergTables } from '../../core/tables';
import { LakeStack } from './lake-stack';

export interface TransformationStackProps extends Lake {
  readonly datasets: readonly Dataset[];
  readonly migration: Migration;
}

/** Databases that loads write to. */
export const LOADED = ['staging', 'silver'] as const;
/** Databases that a run itself writes to: figures, and what its quality rules found. */
export const REFRESHED = ['silver', 'gold'] as const;
export const MAINTAINED = ['staging', 'silver', 'gold'] as const;

/** The way of the data from bronze to gold, hourly and where a contract asks for it in minutes, and the care of the tables twice a week. */
export class TransformationStack extends LakeStack {
  readonly loads: LoadMachines;
  readonly run: TableMachine;
  /** @default no dataset asks for minutes that the environment has a source of */
  readonly minutes?: MinutesMachines;
  readonly maintenance: TableMachine;
  readonly evaluation: QualityEvaluation;
  readonly publication: Publication;
  readonly alarms: readonly AlarmSpec[];
  /** When runs start by themselves. */
  readonly schedules: readonly LakeSchedules[];

  constructor(scope: Construct, id: string, props: TransformationStackProps) {
    super(scope, id, 'bronze to silver to gold', props);
    const { environment, datasets, migration } = props;
    const workGroup = new GovernedWorkGroup(this, 'WorkGroup', {
      ...props,
      name: SERVICE_WORK_GROUP,
      description: 'Loads, refreshes and maintenance',
    });
    this.evaluation = new QualityEvaluation(this, 'Quality', props);
    this.publication = new Publication(this, 'Publication', { ...props, workGroup });
    const common = { workGroup: workGroup.name, ledgerTable: props.ledger.table.tableName };
    const inMinutes = datasetsInMinutes(environment, datasets);
    const models = orderedModels(datasets);
    this.loads = new LoadMachines(this, 'Load', {
      ...props,
      workGroup,
      inMinutes,
      readsBronze: true,
      writes: LOADED,
    });
    if (inMinutes.length > 0) {
      const { loads } = this;
      this.minutes = new MinutesMachines(this, 'Minutes', {
        ...props,
        workGroup,
        datasets: inMinutes,
        models,
        loads,
      });
    }
    this.run = new TableMachine(this, 'Transformation', {
      ...props,
      workGroup,
      writes: REFRESHED,
      definition: runDefinition({
        ...common,
        sweepHour: environment.schedules.evaluationHour,
        migration: migration.handler.functionArn,
        publication: this.publication.handler.functionArn,
        loads: orderedLoads(datasets),
        machineOf: (dataset) => this.loads.arnOf(dataset),
        inMinutes,
        models,
        settings: environment,
        afterwards: qualityStates({
          workGroup: workGroup.name,
          datasets,
          evaluation: {
            role: this.evaluation.role.roleArn,
            hour: environment.schedules.evaluationHour,
            rulesetOf: (dataset) => this.evaluation.rulesetOf(dataset),
          },
        }),
      }),
    });
    props.ledger.grantDebt(this.run.role);
    this.loads.grantStart(this.run.role);
    migration.grantInvoke(this.run.role);
    this.publication.grantInvoke(this.run.role);
    this.evaluation.grantStart(this.run.role);
    this.maintenance = new TableMachine(this, 'Maintenance', {
      ...props,
      workGroup,
      writes: MAINTAINED,
      definition: maintenanceDefinition({ ...common, inMinutes, tables: icebergTables(datasets) }),
    });
    const [hourly, twiceAWeek] = [
      this.scheduleOf('transformation', this.run, props),
      this.scheduleOf('maintenance', this.maintenance, props),
    ];
    this.schedules = [hourly, twiceAWeek, ...(this.minutes ? [this.minutes.schedules] : [])];
    this.alarms = [
      ...watch('transformation', this.run, hourly, { period: Duration.hours(1), periods: 3 }),
      ...(this.minutes?.alarms() ?? []),
      ...this.publication.alarms(),
      brokenRulesAlarm(),
      // Two runs a week: the longest wait between two ends is four days and the time that one takes.
      ...watch('maintenance', this.maintenance, twiceAWeek, { period: Duration.days(1), periods: 5 }),
    ];
    new CfnOutput(this, 'TransformationArn', { value: this.run.machine.stateMachineArn });
  }

  private scheduleOf(
    name: 'transformation' | 'maintenance',
    { machine }: TableMachine,
    { environment, keys }: Lake,
  ): LakeSchedule {
    return new LakeSchedule(this, `Schedule-${name}`, {
      name,
      groupName: `headwater-${environment.name}-${name}`,
      target: (options) => new StepFunctionsStartExecution(machine, options),
      expression: environment.schedules[name],
      encryptionKey: keys.operations,
    });
  }
}

function watch(
  name: string,
  { machine }: TableMachine,
  schedule: LakeSchedule,
  overdue: OverdueProps,
): AlarmSpec[] {
  return [...stateMachineAlarms(name, machine), overdueAlarm(name, machine, overdue), ...schedule.alarms()];
}
