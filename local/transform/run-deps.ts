import type { Dataset } from '../../core/contracts';
import type { GoldSettings } from '../../core/plan';
import type { Clock, Ledger } from '../../core/ports';
import type { DuckDbEngine } from '../engine/duckdb-engine';
import type { LakeLayout } from '../layout';
import type { GoldState } from './gold-state';
import type { Positions } from './positions';
import type { RunTables } from './run-tables';

/** Told before each step of a run. */
export type OnStep = (step: { readonly table: string; readonly step: string }) => void;

export interface RunDeps {
  readonly layout: LakeLayout;
  readonly datasets: readonly Dataset[];
  readonly settings: GoldSettings;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly engine: DuckDbEngine;
  readonly tables: RunTables;
  readonly positions: Positions;
  readonly gold: GoldState;
  /** ISO 8601; names the run. */
  readonly startedAt: string;
  readonly onStep?: OnStep;
}
