import { Construct } from 'constructs';
import type { AlarmSpec } from '../constructs/alarm-spec';
import type { Lake } from '../constructs/lake';
import type { Source } from '../sources';
import { LakeStack } from './lake-stack';

export interface IngestionStackProps extends Lake {
  readonly sources: readonly Source[];
}

/** The ways of data into bronze. */
export class IngestionStack extends LakeStack {
  readonly alarms: readonly AlarmSpec[];

  constructor(scope: Construct, id: string, props: IngestionStackProps) {
    super(scope, id, 'the ways of data into bronze', props);
    this.alarms = props.sources.flatMap(
      (source) => source.bind(new Construct(this, source.id), props).alarms,
    );
  }
}
