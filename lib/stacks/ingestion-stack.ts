import type { Construct } from 'constructs';
import type { AlarmSpec } from '../constructs/alarm-spec';
import type { LakeSchedules } from '../constructs/lake-schedule';
import type { TableReading } from '../constructs/table-reading';
import { bindSource, type SourceLake } from '../sources';
import { LakeStack } from './lake-stack';

/** The ways of data into bronze: the sources of the environment, each in a scope of its own. */
export class IngestionStack extends LakeStack {
  readonly alarms: readonly AlarmSpec[];
  /** Tables that sources read. */
  readonly readings: readonly TableReading[];
  /** When sources start by themselves. */
  readonly schedules: readonly LakeSchedules[];

  constructor(scope: Construct, id: string, lake: SourceLake) {
    super(scope, id, 'the ways of data into bronze', lake);
    const bindings = lake.environment.sources.map((source) => bindSource(this, lake, source));
    this.alarms = bindings.flatMap(({ alarms }) => alarms);
    this.readings = bindings.flatMap(({ readings = [] }) => readings);
    this.schedules = bindings.flatMap(({ schedules = [] }) => schedules);
  }
}
