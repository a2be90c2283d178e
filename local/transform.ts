import { join } from 'node:path';
import type { Dataset, GoldModel } from '../core/contracts';
import type { Clock } from '../core/ports';
import {
  loadPlan,
  loadSqlParser,
  orderedModels,
  refreshSql,
  type GoldSettings,
  type LoadParameter,
  type LoadStep,
  type Ordered,
} from '../core/plan';
import {
  bronzeObjectsTable,
  goldTable,
  loadAuditTable,
  memoryTables,
  qualified,
  qualityResultsTable,
  silverTable,
  silverTables,
  SYSTEM_TABLES,
  workTables,
  type Table,
} from '../core/tables';
import {
  figuresSql,
  goldWork,
  modelsOf,
  publishUnit,
  type GoldWork,
  type PublicationUnit,
} from '../core/disclosure';
import { judgeQuality } from '../core/quality';
import { daysOf, type Window } from './engine/bronze-objects';
import { bronzeView } from './engine/bronze-view';
import { DuckDbEngine } from './engine/duckdb-engine';
import { createTable } from './engine/duckdb-types';
import { loadTable, saveTable } from './engine/load-tables';
import { LoadUnbalancedError, RunFailedError, type Failure } from './errors';
import type { LakeLayout } from './layout';
import { loadReport, type LoadReport } from './load-report';
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

/**
 * One run: bronze to silver dataset by dataset, then gold in the order of the models' references. One run
 * at a time per lake, whichever process it is in. Running it again changes nothing.
 *
 * @throws LoadUnbalancedError when a dataset's records don't add up, after everything else is done
 * @throws RunFailedError when several tables could not be filled
 */
export async function transform(deps: TransformDeps, options: TransformOptions = {}): Promise<LoadReport[]> {
  const lock = await FileLock.acquire(deps.layout.transformLock);
  const engine = await DuckDbEngine.open({ scratch: deps.layout.scratch, clock: deps.clock });
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
  private readonly failures: Failure[] = [];

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
    for (const table of [...SYSTEM_TABLES, ...datasets.flatMap(silverTables)]) await this.open(table);
    const reports: LoadReport[] = [];
    for (const dataset of replay ? [replay] : datasets) {
      const report = await this.guarded([qualified(silverTable(dataset))], [], () => this.load(dataset));
      if (report) reports.push(report);
    }
    const models = orderedModels(datasets);
    for (const work of goldWork(models.map(({ item }) => item))) await this.fill(work, models);
    await this.judge(reports);
    this.throwFailures();
    return reports;
  }

  private async fill(work: GoldWork, models: readonly Ordered<GoldModel>[]): Promise<void> {
    const filled = work.kind === 'refresh' ? [work.model] : modelsOf(work.unit);
    const nodes = models.filter(({ item }) => filled.includes(item));
    const own = nodes.map(({ table }) => table);
    const dependsOn = nodes.flatMap((node) => node.dependsOn).filter((table) => !own.includes(table));
    await this.guarded(own, dependsOn, () =>
      work.kind === 'refresh' ? this.refresh(work.model) : this.publish(work.unit),
    );
  }

  /** Does the work that fills tables; a failure is noted and stops only what depends on them. */
  private async guarded<T>(
    tables: readonly string[],
    dependsOn: readonly string[],
    work: () => Promise<T>,
  ): Promise<T | undefined> {
    if (this.failures.some((failure) => dependsOn.includes(failure.table))) {
      this.failures.push(...tables.map((table) => ({ table, error: undefined })));
      return undefined;
    }
    try {
      return await work();
    } catch (error) {
      this.failures.push(...tables.map((table) => ({ table, error })));
      this.changed.clear();
      for (const each of SYSTEM_TABLES) await this.open(each);
      return undefined;
    }
  }

  /** @throws the one error there was, or a RunFailedError for several */
  private throwFailures(): void {
    const errors = new Set(this.failures.flatMap(({ error }) => (error === undefined ? [] : [error])));
    const [only] = errors;
    if (errors.size === 0) return;
    throw errors.size === 1 && only instanceof Error ? only : new RunFailedError(this.failures);
  }

  private async open(table: Table): Promise<void> {
    await loadTable(this.engine, this.store, table);
  }

  private async load(dataset: Dataset): Promise<LoadReport> {
    const window = await this.windowOf(dataset);
    if (!window && !this.options.replay) return loadReport(dataset.name);
    for (const table of workTables(dataset)) await this.engine.native(createTable(table));
    for (const table of memoryTables(dataset)) await this.open(table);
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
      await this.run(step, known);
    }
    await this.save();
    const report = loadReport(dataset.name, (name) => Number(known.get(name)));
    if (report.unaccounted !== 0 || report.missing !== 0) throw new LoadUnbalancedError(report);
    return report;
  }

  private async run(step: LoadStep, known: Map<LoadParameter, string | number>): Promise<void> {
    const parameters = step.parameters.map((name) => known.get(name) ?? null);
    if (step.measures.length === 0) {
      const rows = await this.engine.change(step.sql, parameters);
      if (step.writes && rows > 0) this.changed.set(qualified(step.writes), step.writes);
      return;
    }
    const [row] = await this.engine.query(step.sql, parameters);
    for (const name of step.measures) known.set(name, Number(row?.[name]));
  }

  private async refresh(model: GoldModel): Promise<void> {
    const table = goldTable(model);
    this.options.onStep?.({ table: model.name, step: 'refresh' });
    await this.open(table);
    const changed = await this.engine.change(refreshSql(model));
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
        figuresOf: (model) => figuresSql(model),
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

  /**
   * Writes what has changed. What a load remembers comes before what people read, and the proof of what was read
   * last: a run that dies in between is completed by the next.
   */
  private async save(): Promise<void> {
    const order = [...this.changed.values()].sort((a, b) => rank(a) - rank(b));
    for (const table of order) await saveTable(this.engine, this.store, table);
    this.changed.clear();
  }

  /** The days that are asked for, or all there are; undefined when the dataset never had an object on them. */
  private async windowOf(dataset: Dataset): Promise<Window | undefined> {
    const { window } = this.options;
    const noted = await this.engine.query(
      `SELECT min(dt) AS first, max(dt) AS last FROM ${qualified(bronzeObjectsTable)} WHERE dataset = '${dataset.name}'`,
    );
    const days = [
      ...(await daysOf(join(this.deps.layout.bronze, dataset.bronze))),
      ...noted.flatMap(({ first, last }) => [first, last]).filter((day) => typeof day === 'string'),
    ].sort();
    const wanted = days.filter((day) => !window || (day >= window.from && day <= window.to));
    const [first] = wanted;
    return first === undefined ? undefined : (window ?? { from: first, to: wanted.at(-1) ?? first });
  }
}

function rank(table: Table): number {
  return table.database === 'staging' ? 0 : table === bronzeObjectsTable || table === loadAuditTable ? 2 : 1;
}
