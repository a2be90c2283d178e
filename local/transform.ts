import { join } from 'node:path';
import type { Dataset, GoldModel } from '../core/contracts';
import type { Clock } from '../core/ports';
import {
  loadPlan,
  loadSqlParser,
  orderModels,
  refreshSql,
  type GoldSettings,
  type LoadParameter,
  type LoadStep,
} from '../core/plan';
import {
  goldTable,
  loadAuditTable,
  qualified,
  quarantineTable,
  qualityResultsTable,
  silverTable,
  stagingTable,
  SYSTEM_TABLES,
  type Table,
} from '../core/tables';
import { figuresSql, goldWork, modelsOf, publishUnit, type PublicationUnit } from '../core/disclosure';
import { judgeQuality } from '../core/quality';
import { daysOf, type Window } from './engine/bronze-objects';
import { bronzeView } from './engine/bronze-view';
import { DuckDbEngine } from './engine/duckdb-engine';
import { createTable } from './engine/duckdb-types';
import { loadTable, saveTable } from './engine/load-tables';
import { LoadUnbalancedError } from './errors';
import type { LakeLayout } from './layout';
import { DirectoryObjectStore } from './store/directory-object-store';
import { FileLock } from './store/file-lock';
import { TableStore } from './store/table-store';

export interface TransformDeps {
  readonly layout: LakeLayout;
  readonly datasets: readonly Dataset[];
  readonly settings: GoldSettings;
  readonly clock: Clock;
}

export interface TransformOptions {
  /** Days of arrival to read. @default every day that has objects */
  readonly window?: Window;
  /** Replays one dataset's quarantined records instead of reading bronze. */
  readonly replay?: Dataset;
  /** Told before each step. */
  readonly onStep?: (step: { readonly table: string; readonly step: string }) => void;
}

const NOTHING = {
  landed: 0,
  inserted: 0,
  updated: 0,
  duplicates: 0,
  quarantined: 0,
  unaccounted: 0,
} as const;

/** What a run did with one dataset. */
export interface LoadReport {
  readonly dataset: string;
  readonly landed: number;
  readonly inserted: number;
  readonly updated: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly unaccounted: number;
}

/**
 * One run: bronze to silver dataset by dataset, then gold in the order of the models' references. One run
 * at a time per lake, whichever process it is in. Running it again changes nothing.
 *
 * @throws LoadUnbalancedError when a dataset's records don't add up
 */
export async function transform(deps: TransformDeps, options: TransformOptions = {}): Promise<LoadReport[]> {
  const lock = await FileLock.acquire(deps.layout.transformLock);
  const engine = await DuckDbEngine.open({ scratch: deps.layout.scratch });
  try {
    return await new Run(deps, options, engine).all();
  } finally {
    engine.close();
    await lock.release();
  }
}

class Run {
  private readonly store: TableStore;
  private readonly startedAt: string;
  private readonly changed = new Map<string, Table>();

  constructor(
    private readonly deps: TransformDeps,
    private readonly options: TransformOptions,
    private readonly engine: DuckDbEngine,
  ) {
    this.store = new TableStore(deps.layout.tables, deps.clock);
    this.startedAt = deps.clock.now().toISOString();
  }

  async all(): Promise<LoadReport[]> {
    await loadSqlParser();
    const { datasets } = this.deps;
    const { replay } = this.options;
    for (const table of [...SYSTEM_TABLES, ...datasets.map(silverTable)]) {
      await loadTable(this.engine, this.store, table);
    }
    const reports: LoadReport[] = [];
    for (const dataset of replay ? [replay] : datasets) reports.push(await this.load(dataset));
    for (const work of goldWork(orderModels(datasets))) {
      await (work.kind === 'refresh' ? this.refresh(work.model) : this.publish(work.unit));
    }
    await this.judge(reports);
    return reports;
  }

  private async load(dataset: Dataset): Promise<LoadReport> {
    const window = await this.windowOf(dataset);
    if (!window && !this.options.replay) return { dataset: dataset.name, ...NOTHING };
    await this.engine.native(createTable(stagingTable(dataset)));
    await this.engine.native(await bronzeView(dataset, this.deps.layout.bronze, window));
    const known = new Map<LoadParameter, string | number>([
      ['run_id', this.startedAt],
      ['started_at', this.startedAt],
      ['window_from', window?.from ?? ''],
      ['window_to', window?.to ?? ''],
    ]);
    for (const step of loadPlan(dataset, this.options.replay ? 'quarantine' : 'bronze')) {
      this.options.onStep?.({ table: dataset.name, step: step.name });
      known.set('ended_at', this.deps.clock.now().toISOString());
      await this.run(step, known, dataset);
    }
    await this.save();
    const count = (name: LoadParameter): number => Number(known.get(name));
    const report: LoadReport = {
      dataset: dataset.name,
      landed: count('landed'),
      inserted: count('inserted'),
      updated: count('updated'),
      duplicates: count('duplicates'),
      quarantined: count('quarantined'),
      unaccounted: count('unaccounted'),
    };
    if (report.unaccounted !== 0) throw new LoadUnbalancedError(report);
    return report;
  }

  private async run(
    step: LoadStep,
    known: Map<LoadParameter, string | number>,
    dataset: Dataset,
  ): Promise<void> {
    const parameters = step.parameters.map((name) => known.get(name) ?? null);
    if (step.measures.length === 0) {
      const rows = await this.engine.change(step.sql, parameters);
      const written = { merge: silverTable(dataset), quarantine: quarantineTable, audit: loadAuditTable }[
        step.name
      ];
      if (written && rows > 0) this.changed.set(qualified(written), written);
      return;
    }
    const [row] = await this.engine.query(step.sql, parameters);
    for (const name of step.measures) known.set(name, Number(row?.[name]));
  }

  private async refresh(model: GoldModel): Promise<void> {
    const table = goldTable(model);
    this.options.onStep?.({ table: model.name, step: 'refresh' });
    await loadTable(this.engine, this.store, table);
    const changed = await this.engine.change(refreshSql(model, this.deps.settings));
    const isNew = (await this.store.current(table)) === undefined;
    if (changed > 0 || isNew) await saveTable(this.engine, this.store, table);
  }

  /** Gold that counts people: what of it may be published, in the light of what was. */
  private async publish(unit: PublicationUnit): Promise<void> {
    const { clock, settings, layout } = this.deps;
    const tables = modelsOf(unit).map(goldTable);
    this.options.onStep?.({ table: unit.totals.name, step: 'publish' });
    for (const table of tables) await loadTable(this.engine, this.store, table);
    const store = new DirectoryObjectStore(layout.root);
    const changed = await publishUnit(
      {
        engine: this.engine,
        store,
        clock,
        threshold: settings.smallCellThreshold,
        figuresOf: (model) => figuresSql(model, settings),
      },
      unit,
    );
    for (const table of tables) {
      const isNew = (await this.store.current(table)) === undefined;
      if (isNew || changed.some(({ name }) => name === table.name))
        await saveTable(this.engine, this.store, table);
    }
  }

  /** Runs the quality rules over what this run has loaded. A rule that fails is a result, not a failed run. */
  private async judge(reports: readonly LoadReport[]): Promise<void> {
    const at = this.deps.clock.now();
    for (const { dataset: name, landed } of reports) {
      const dataset = this.deps.datasets.find((each) => each.name === name);
      if (!dataset || landed === 0) continue;
      this.options.onStep?.({ table: name, step: 'quality' });
      await judgeQuality(this.engine, dataset, { id: this.startedAt, at });
      this.changed.set(qualified(qualityResultsTable), qualityResultsTable);
    }
    await this.save();
  }

  private async save(): Promise<void> {
    for (const table of this.changed.values()) await saveTable(this.engine, this.store, table);
    this.changed.clear();
  }

  /** The days that are asked for, or all there are; undefined when the dataset has no objects on them. */
  private async windowOf(dataset: Dataset): Promise<Window | undefined> {
    const { window } = this.options;
    const days = await daysOf(join(this.deps.layout.bronze, dataset.bronze));
    const wanted = days.filter((day) => !window || (day >= window.from && day <= window.to));
    const [first] = wanted;
    return first === undefined ? undefined : (window ?? { from: first, to: wanted.at(-1) ?? first });
  }
}
