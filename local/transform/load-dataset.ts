import type { Dataset } from '../../core/contracts';
import {
  goneSql,
  knownObjectsSql,
  loadPlan,
  STAGE,
  stagedEventsSql,
  touchesAllSql,
  touchedSql,
  unrivalled,
  type LoadFrom,
  type LoadParameter,
  type LoadStep,
} from '../../core/plan';
import {
  bronzeObjectsTable,
  loadAuditTable,
  memoryTables,
  quarantineTable,
  silverTables,
  workTables,
  type Table,
} from '../../core/tables';
import type { Window } from '../engine/bronze-objects';
import { bronzeFiles, numberForeignLines, viewOf, type BronzeFiles } from '../engine/bronze-view';
import { createTable } from '../engine/duckdb-types';
import { LoadUnbalancedError } from '../errors';
import { loadReport, type LoadReport } from '../load-report';
import type { News } from './positions';
import { rankStaged } from './rank-staged';
import type { RunDeps } from './run-deps';

/** What one load reads. */
export type Reading =
  | { readonly from: 'quarantine' }
  | { readonly from: 'window'; readonly window: Window }
  | { readonly from: 'new'; readonly news: News };

/** Behind every path. */
const LAST_PATH = '~';

/**
 * Bronze to silver for one dataset. Its tables are written whether or not everything adds up.
 *
 * @throws LoadUnbalancedError when it doesn't
 */
export async function loadDataset(run: RunDeps, dataset: Dataset, reading: Reading): Promise<LoadReport> {
  const { engine, tables, layout, clock } = run;
  await tables.append(loadAuditTable);
  if (reading.from !== 'new') await tables.write(quarantineTable, bronzeObjectsTable);
  for (const table of workTables(dataset)) await engine.native(createTable(table));
  let files: BronzeFiles = { ours: [], foreign: [] };
  if (reading.from !== 'quarantine') {
    const shown = reading.from === 'new' ? { objects: reading.news.fresh } : reading;
    files = await bronzeFiles(dataset, layout.bronze, shown);
    await engine.native(viewOf(dataset, files));
  }
  const known = parametersOf(run.startedAt, reading);
  const from: LoadFrom = reading.from;
  for (const step of loadPlan(dataset, from, unrivalled)) {
    run.onStep?.({ table: dataset.name, step: step.name });
    known.set('ended_at', clock.now().toISOString());
    await perform(run, dataset, step, known);
    if (step.name === STAGE) {
      await rankStaged(engine, dataset);
      await openTouched(run, dataset);
      if (reading.from === 'new') await openShared(run, dataset, reading.news.gone);
    }
    if (step.writes === quarantineTable && files.foreign.length > 0)
      await engine.native(numberForeignLines(dataset, files));
  }
  // What is written and counted next has the room.
  for (const table of workTables(dataset)) await engine.native(createTable(table));
  await tables.save();
  const report = loadReport(dataset.name, (name) => Number(known.get(name)));
  if (report.unaccounted !== 0 || report.missing !== 0) throw new LoadUnbalancedError(report);
  return report;
}

/** Of the tables that grow with what lands only what the staged records can change is copied. */
async function openTouched({ engine, tables }: RunDeps, dataset: Dataset): Promise<void> {
  const own = [...memoryTables(dataset), ...silverTables(dataset)];
  const all = touchesAllSql(dataset);
  if (all !== undefined && (await engine.query(all)).length > 0) return tables.write(...own);
  for (const table of own) await tables.writePart(table, { values: (column) => touchedSql(dataset, column) });
}

/** Of the tables of all datasets, too: what is known of the objects and events that were read, or are gone. */
async function openShared(
  { engine, tables, startedAt }: RunDeps,
  dataset: Dataset,
  gone: readonly string[],
): Promise<void> {
  const partition = [dataset.name];
  await tables.writePart(quarantineTable, { partition, values: () => stagedEventsSql(dataset) });
  await tables.writePart(bronzeObjectsTable, { partition, values: () => knownObjectsSql(dataset, gone) });
  if (gone.length === 0) return;
  await engine.change(goneSql(dataset, gone), [startedAt]);
  tables.changed(bronzeObjectsTable, dataset.name);
}

/** Parameters of which runs have the same for a day or longer. */
const REPEATED: ReadonlySet<LoadParameter> = new Set([
  'window_from',
  'window_to',
  'path_after',
  'path_until',
]);

type Known = Map<LoadParameter, string | number>;

function parametersOf(startedAt: string, reading: Reading): Known {
  const known: Known = new Map([
    ['run_id', startedAt],
    ['started_at', startedAt],
    ['window_from', ''],
    ['window_to', ''],
    ['path_after', ''],
    ['path_until', LAST_PATH],
  ]);
  if (reading.from === 'window') {
    known.set('window_from', reading.window.from).set('window_to', reading.window.to);
  }
  if (reading.from === 'new') {
    const { days, fresh, listing } = reading.news;
    known.set('window_from', days[0] ?? '').set('window_to', days.at(-1) ?? '');
    const listed = [...fresh].flatMap(([day, names]) =>
      [...names].filter((name) => name.endsWith('.json') && (listing.get(day)?.[name] ?? 0) > 0),
    );
    known.set('objects_listed', listed.length);
  }
  return known;
}

async function perform(
  { engine, tables }: RunDeps,
  dataset: Dataset,
  step: LoadStep,
  known: Known,
): Promise<void> {
  const parameters = step.parameters.map((name) => known.get(name) ?? null);
  const isRepeated = step.parameters.every((name) => REPEATED.has(name));
  const { rows, changed } = await engine.own(step.sql, parameters, isRepeated);
  if (step.measures.length === 0) {
    if (step.writes && changed > 0) tables.changed(step.writes, partitionOf(step.writes, dataset));
    return;
  }
  const [row] = rows;
  for (const name of step.measures) known.set(name, Number(row?.[name]));
}

/** Tables of all datasets hold them apart: a load of one changes no rows of another. */
function partitionOf({ partitions }: Table, dataset: Dataset): string | undefined {
  return partitions[0] === 'dataset' ? dataset.name : undefined;
}
