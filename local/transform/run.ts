import { join } from 'node:path';
import type { Dataset, GoldModel } from '../../core/contracts';
import type { Ordered } from '../../core/plan';
import {
  bronzeObjectsTable,
  qualified,
  qualityResultsTable,
  silverTable,
  type Table,
} from '../../core/tables';
import { daysOf, type Window } from '../engine/bronze-objects';
import { LoadUnbalancedError, RunFailedError, type Failure } from '../errors';
import { loadReport, type LoadReport } from '../load-report';
import { fillGold } from './fill-gold';
import { goldSteps, type GoldStep } from './gold-state';
import { judge } from './judge';
import { loadDataset, type Reading } from './load-dataset';
import type { News } from './positions';
import type { RunDeps } from './run-deps';
import { missingTables } from './upkeep';

/** What a run is to do. */
export interface Work {
  readonly news: ReadonlyMap<Dataset, News>;
  readonly models: readonly Ordered<GoldModel>[];
  /** Tables that are to be written again as they are. */
  readonly outdated: readonly Table[];
  readonly window?: Window;
  readonly replay?: Dataset;
}

/** One run over the datasets that have something new, and over gold that reads what has changed. */
export class Run {
  private readonly failures: Failure[] = [];
  /** What is being noted of gold that is filled, with its tables. */
  private readonly noted: { readonly tables: readonly string[]; readonly done: Promise<void> }[] = [];

  constructor(
    private readonly deps: RunDeps,
    private readonly work: Work,
  ) {}

  async all(): Promise<LoadReport[]> {
    const { datasets } = this.deps;
    const { replay, models, outdated } = this.work;
    for (const table of outdated) await this.guarded([qualified(table)], [], () => this.renew(table));
    const reports: LoadReport[] = [];
    for (const dataset of replay ? [replay] : datasets) {
      const report = await this.guarded([qualified(silverTable(dataset))], [], () => this.load(dataset));
      if (report) reports.push(report);
    }
    for (const step of goldSteps(models, datasets)) await this.fill(step);
    for (const { tables, done } of this.noted) await this.guarded(tables, [], () => done);
    await this.judge(reports);
    const { store } = this.deps.tables;
    await Promise.all((await missingTables(store, datasets)).map(async (table) => store.create(table)));
    this.throwFailures();
    return reports;
  }

  private async renew(table: Table): Promise<void> {
    const { tables } = this.deps;
    await tables.write(table);
    tables.changed(table);
    await tables.save();
  }

  private async load(dataset: Dataset): Promise<LoadReport> {
    const { positions } = this.deps;
    const { news } = this.work;
    const found = news.get(dataset);
    const reading = await this.reading(dataset, found);
    if (!reading) return loadReport(dataset.name);
    const advance = async (): Promise<void> => {
      if (!found || reading.from === 'quarantine') return;
      const { window } = this.work;
      const read = found.days.filter((day) => !window || (day >= window.from && day <= window.to));
      await positions.advance(found, read);
    };
    try {
      const report = await loadDataset(this.deps, dataset, reading);
      await advance();
      return report;
    } catch (error) {
      // What is gone from bronze is noted; every record that is there is accounted for.
      if (error instanceof LoadUnbalancedError && error.report.unaccounted === 0) await advance();
      throw error;
    }
  }

  private async reading(dataset: Dataset, news: News | undefined): Promise<Reading | undefined> {
    if (this.work.replay) return { from: 'quarantine' };
    if (this.work.window) return { from: 'window', window: this.work.window };
    if (!news || news.days.length === 0) return undefined;
    if (news.isKnown) return { from: 'new', news };
    const window = await this.everyDay(dataset);
    return window && { from: 'window', window };
  }

  /** Days that have objects, or had some when a run looked. */
  private async everyDay(dataset: Dataset): Promise<Window | undefined> {
    const { engine, tables, layout } = this.deps;
    await tables.write(bronzeObjectsTable);
    const noted = await engine.query(
      `SELECT min(dt) AS first, max(dt) AS last FROM ${qualified(bronzeObjectsTable)} WHERE dataset = '${dataset.name}'`,
    );
    const days = [
      ...(await daysOf(join(layout.bronze, dataset.bronze))),
      ...noted.flatMap(({ first, last }) => [first, last]).filter((day) => typeof day === 'string'),
    ].sort();
    const [from] = days;
    return from === undefined ? undefined : { from, to: days.at(-1) ?? from };
  }

  private async fill(step: GoldStep): Promise<void> {
    const { gold } = this.deps;
    await this.guarded(step.own.map(qualified), step.dependsOn, async () => {
      if (await gold.isCurrent(step)) return;
      await fillGold(this.deps, step);
      // Gold whose note is lost is filled again: nothing waits for the disk to have it.
      const done = gold.filled(step);
      done.catch(() => undefined);
      this.noted.push({ tables: step.own.map(qualified), done });
    });
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
      await this.deps.tables.forget();
      return undefined;
    }
  }

  /** Runs the quality rules over what this run has loaded. A rule that fails is a result, not a failed run. */
  private async judge(reports: readonly LoadReport[]): Promise<void> {
    const { tables, datasets, onStep } = this.deps;
    for (const { dataset: name, landed } of reports) {
      const dataset = datasets.find((each) => each.name === name);
      if (!dataset || landed === 0) continue;
      onStep?.({ table: name, step: 'quality' });
      await tables.append(qualityResultsTable);
      await judge(this.deps, dataset);
      tables.changed(qualityResultsTable);
    }
    await tables.save();
  }

  /** @throws the one error there was, or a RunFailedError for several */
  private throwFailures(): void {
    const errors = new Set(this.failures.flatMap(({ error }) => (error === undefined ? [] : [error])));
    const [only] = errors;
    if (errors.size === 0) return;
    throw errors.size === 1 && only instanceof Error ? only : new RunFailedError(this.failures);
  }
}
