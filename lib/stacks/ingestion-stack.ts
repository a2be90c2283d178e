import type { Construct } from 'constructs';
import type { AlarmSpec } from '../constructs/alarm-spec';
import { bindSource, type SourceLake } from '../sources';
import { LakeStack } from './lake-stack';

/** The ways of data into bronze: the sources of the environment, each in a scope of its own. */
export class IngestionStack extends LakeStack {
  readonly alarms: readonly AlarmSpec[];

  constructor(scope: Construct, id: string, lake: SourceLake) {
    super(scope, id, 'the ways of data into bronze', lake);
    this.alarms = lake.environment.sources.flatMap((source) => bindSource(this, lake, source).alarms);
  }
}
