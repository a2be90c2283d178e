import type { Construct } from 'constructs';
import type { z } from 'zod';
import type { Dataset } from '../../core/contracts';
import type { Source } from '../../core/sources';
import type { AlarmSpec } from '../constructs/alarm-spec';
import type { Lake } from '../constructs/lake';
import type { LakeSchedules } from '../constructs/lake-schedule';
import type { TableReading } from '../constructs/table-reading';

/** What monitoring needs of a source. */
export interface SourceBinding {
  readonly alarms: readonly AlarmSpec[];
  /** Tables that it reads, for Lake Formation to let it. @default none */
  readonly readings?: readonly TableReading[];
  /** When it starts by itself. @default never */
  readonly schedules?: readonly LakeSchedules[];
}

/** What a source is tied to. */
export interface SourceLake extends Lake {
  readonly datasets: readonly Dataset[];
}

/** The face of a kind of source on AWS: what `lib/sources/<kind>/index.ts` exports as `face`. */
export interface SourceConstruct<S extends z.ZodType = z.ZodType> {
  /** Names the source within the stack. @default the source's name in Pascal case */
  readonly id?: string;
  /** Creates the source's resources in a scope of their own and ties them to the lake. */
  bind(scope: Construct, lake: SourceLake, source: Source<S>): SourceBinding;
}
