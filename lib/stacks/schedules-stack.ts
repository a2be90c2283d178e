import type { Construct } from 'constructs';
import type { LakeSchedules } from '../constructs/lake-schedule';
import { LakeStack, type LakeStackProps } from './lake-stack';

export interface SchedulesStackProps extends LakeStackProps {
  readonly schedules: readonly LakeSchedules[];
}

/**
 * When runs, maintenance and passes of sources start by themselves, and nothing else. Deployed after every stack that lets
 * them do what they do, so that none starts before Lake Formation lets it; taken down before them.
 */
export class SchedulesStack extends LakeStack {
  constructor(scope: Construct, id: string, props: SchedulesStackProps) {
    super(scope, id, 'when runs and sources start by themselves', props);
    for (const schedules of props.schedules) schedules.startFrom(this);
  }
}
