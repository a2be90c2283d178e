import { availableParallelism } from 'node:os';
import type { Dataset } from '../../core/contracts';
import type { GoldSettings } from '../../core/plan';
import type { Clock, Ledger } from '../../core/ports';
import type { Window } from '../engine/bronze-objects';
import { SqlError } from '../../sql-bridge';
import { DuckDbEngine, type EngineOptions } from '../engine/duckdb-engine';
import { TranslationsFile } from '../engine/translations-file';
import { MemoryError, RunFailedError } from '../errors';
import type { LakeLayout } from '../layout';
import { loadReport, type LoadReport } from '../load-report';
import { FileLock } from '../store/file-lock';
import { TableStore } from '../store/table-store';
import { GoldState, goldSteps } from './gold-state';
import { modelOrder } from './model-order';
import { Positions } from './positions';
import { Run, type Work } from './run';
import type { OnStep } from './run-deps';
import { RunTables } from './run-tables';
import { forgetGold, missingTables, outdatedTables } from './upkeep';

export interface TransformDeps {
  readonly layout: LakeLayout;
  readonly datasets: readonly Dataset[];
  readonly settings: GoldSettings;
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** Rows that one file of a table may hold. @default as {@link TableStore} says */
  readonly rowsPerFile?: number;
}

export interface TransformOptions {
  /** Reads every object that arrived on these days. @default the objects that no run has loaded */
  readonly window?: Window;
  /** Replays one dataset's quarantined records instead of reading bronze. */
  readonly replay?: Dataset;
  /** Told before each step. */
  readonly onStep?: OnStep;
  /**
   * What DuckDB gets at first; a run for which that isn't enough is done again with more. Megabytes.
   *
   * @default some for each processor
   */
  readonly sparingMb?: number;
}

/** Megabytes for a run beside other work: what there is more of waits on the disk. */
export const SPARING_MB = 80;
/** Megabytes that DuckDB gets for a run, beside those of each thread for what it reads. More make it no quicker. */
const [USUAL_MB, THREAD_MB] = [100, 50];
/** Megabytes for a run for which that isn't enough, such as one over records of megabytes each. */
const MOST_MB = 800;
/** Megabytes: what one step has used serves the next. */
const KEEPS = { keepsMb: 4 } as const;

type Limits = Pick<EngineOptions, 'memoryMb' | 'threads' | 'keepsMb'>;

/**
 * One run: what is new in bronze to silver, dataset by dataset, then gold that reads what has changed, in the order of the
 * models' references. One run at a time per lake, whichever process it is in. Running it again changes
 * nothing, and where nothing is new nothing is opened.
 *
 * @throws LoadUnbalancedError when a dataset's records don't add up, after everything else is done
 * @throws RunFailedError when several tables could not be filled
 * @throws MemoryError when there isn't enough of it; tables that are filled stay so
 */
export async function transform(deps: TransformDeps, options: TransformOptions = {}): Promise<LoadReport[]> {
  const isNamed = options.window !== undefined || options.replay !== undefined;
  await forgetGold(deps);
  if (!isNamed && (await isIdle(deps))) return deps.datasets.map(({ name }) => loadReport(name));
  const lock = await FileLock.acquire(deps.layout.transformLock);
  try {
    return await withEnough(limitsOf(options), (limits) => run(deps, options, limits));
  } finally {
    await lock.release();
  }
}

/** One after the other, as long as a run is short of memory. */
function limitsOf({ sparingMb }: TransformOptions): Limits[] {
  const memoryMb = USUAL_MB + THREAD_MB * availableParallelism();
  return [
    ...(sparingMb === undefined ? [] : [{ memoryMb: sparingMb, threads: 1, ...KEEPS }]),
    { memoryMb, ...KEEPS },
    { memoryMb: Math.max(MOST_MB, 2 * memoryMb) },
  ];
}

async function withEnough<T>(
  [limits = {}, ...more]: readonly Limits[],
  work: (limits: Limits) => Promise<T>,
): Promise<T> {
  try {
    return await work(limits);
  } catch (error) {
    if (!isShortOfMemory(error)) throw error;
    if (more.length === 0) throw new MemoryError(limits.memoryMb ?? MOST_MB, error);
    return withEnough(more, work);
  }
}

async function run(deps: TransformDeps, options: TransformOptions, limits: Limits): Promise<LoadReport[]> {
  const { layout, clock } = deps;
  const translations = TranslationsFile.ofProgram();
  const kept = translations && { translations };
  const engine = await DuckDbEngine.open({ scratch: layout.scratch, clock, ...limits, ...kept });
  try {
    const store = new TableStore(layout.tables, clock, undefined, deps.rowsPerFile);
    const work = await workOf(deps, store, options);
    const tables = new RunTables(engine, store);
    const parts = { engine, tables, ...stateOf(deps, store) };
    const { onStep } = options;
    const started = { ...deps, ...parts, startedAt: clock.now().toISOString(), ...(onStep && { onStep }) };
    return await new Run(started, work).all();
  } finally {
    engine.close();
    translations?.save();
  }
}

/** Only when that is all: what else a run has to say, it says once. */
function isShortOfMemory(error: unknown): boolean {
  if (error instanceof RunFailedError)
    return error.failures.every((failure) => failure.error === undefined || isShortOfMemory(failure.error));
  if (error instanceof SqlError) return error.code === 'EXCEEDED_LOCAL_MEMORY_LIMIT';
  const { message, cause } = (error ?? {}) as { readonly message?: unknown; readonly cause?: unknown };
  return String(message).startsWith('Out of Memory Error') || (cause !== undefined && isShortOfMemory(cause));
}

/** Whether nothing is new in bronze, and every table is what it is to be. */
export async function isIdle(deps: TransformDeps): Promise<boolean> {
  const store = new TableStore(deps.layout.tables, deps.clock);
  const { news, models, outdated } = await workOf(deps, store, {});
  if (outdated.length > 0 || (await missingTables(store, deps.datasets)).length > 0) return false;
  if ([...news.values()].some(({ days }) => days.length > 0)) return false;
  const { gold } = stateOf(deps, store);
  for (const step of goldSteps(models, deps.datasets)) if (!(await gold.isCurrent(step))) return false;
  return true;
}

async function workOf(
  deps: TransformDeps,
  store: TableStore,
  { window, replay }: TransformOptions,
): Promise<Work> {
  const { positions } = stateOf(deps, store);
  const news = new Map<Dataset, Awaited<ReturnType<Positions['look']>>>();
  for (const dataset of deps.datasets) news.set(dataset, await positions.look(dataset));
  return {
    news,
    models: await modelOrder(deps.datasets),
    outdated: await outdatedTables(store, deps.datasets),
    ...(window && { window }),
    ...(replay && { replay }),
  };
}

function stateOf(
  { ledger, layout, settings }: TransformDeps,
  store: TableStore,
): { readonly positions: Positions; readonly gold: GoldState } {
  return {
    positions: new Positions(ledger, layout.bronze, store),
    gold: new GoldState(ledger, store, layout, settings),
  };
}
