import type { Construct } from 'constructs';
import type { AlarmSpec } from '../constructs/alarm-spec';
import type { Lake } from '../constructs/lake';

/** What monitoring needs of a source. */
export interface SourceBinding {
  readonly alarms: readonly AlarmSpec[];
}

/** A way for data into bronze. Each kind is one class; a lake has any number of them. */
export interface Source {
  /** Names the source within the stack. */
  readonly id: string;
  /** Creates the source's resources in a scope of their own and ties them to the lake. */
  bind(scope: Construct, lake: Lake): SourceBinding;
}
