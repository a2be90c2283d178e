import { join } from 'node:path';
import type { Dataset } from '../../core/contracts';
import {
  fileCountsOf,
  fileCountsSql,
  judgeQuality,
  keepCountsSql,
  qualityParameters,
  repeatedSql,
  type FileCounts,
} from '../../core/quality';
import type { SqlRow } from '../../core/ports';
import { silverTable } from '../../core/tables';
import { digest } from './digest';
import { Kept } from './kept';
import type { RunDeps } from './run-deps';

/** What the rules found in files: those are never changed, so it holds for as long as the rules do. */
interface Judged {
  /** Tells the rules, and the columns that they judge. */
  readonly by: string;
  /** By name of the file. */
  readonly files: Readonly<Record<string, FileCounts>>;
  /** Names of files in which, taken together, no key is repeated. */
  readonly unique: readonly string[];
}

/** Runs the quality rules of a dataset over silver as it is; only files are read that they haven't judged before. */
export async function judge(run: RunDeps, dataset: Dataset): Promise<void> {
  const { engine, tables, clock, startedAt } = run;
  const names = await tables.store.fileNames(silverTable(dataset));
  const found = names && (await judgeFiles(run, dataset, names));
  const judging = { id: startedAt, at: clock.now() };
  if (found) {
    await engine.query(keepCountsSql(dataset, found.counts, found.repeated), qualityParameters(judging));
    return;
  }
  await tables.read(silverTable(dataset));
  await judgeQuality(engine, dataset, judging);
}

/** What the rules find in all files; undefined where it can't be told by files. */
async function judgeFiles(
  run: RunDeps,
  dataset: Dataset,
  names: readonly string[],
): Promise<{ readonly counts: readonly FileCounts[]; readonly repeated: number } | undefined> {
  const by = digestOf(dataset);
  const kept = new Kept<Judged>(run.layout, `staging/judged/${dataset.name}.json`);
  const before = await kept.read();
  const held: Judged = before?.by === by ? before : { by, files: {}, unique: [] };
  const unsure = names.filter((name) => held.files[name]?.isLasting !== true);
  const found = new Map(await countsOf(run, dataset, unsure));
  const files = names.flatMap((name) => {
    const counts = found.get(name) ?? held.files[name];
    return counts ? [[name, counts] as const] : [];
  });
  if (files.length < names.length) return undefined;
  const unique = names.filter((name) => held.unique.includes(name));
  const repeated = await repeatedIn(run, dataset, names, unique);
  if (found.size > 0 || unique.length < names.length) {
    const judged: Judged = { by, files: Object.fromEntries(files), unique: repeated === 0 ? names : unique };
    await kept.write(judged);
  }
  return { counts: files.map(([, counts]) => counts), repeated };
}

async function countsOf(
  run: RunDeps,
  dataset: Dataset,
  names: readonly string[],
): Promise<(readonly [name: string, counts: FileCounts])[]> {
  const { store } = run.tables;
  const paths = new Map(names.map((name) => [join(store.directory(silverTable(dataset)), name), name]));
  const rows = await ask(run, dataset, names, fileCountsSql(dataset));
  return rows.flatMap((row) => {
    const [path, counts] = fileCountsOf(dataset, row);
    const name = paths.get(path);
    return name === undefined ? [] : [[name, counts] as const];
  });
}

/** Rows of whose key there is another: in files that aren't known to be unique, and in those that may share a key with them. */
async function repeatedIn(
  run: RunDeps,
  dataset: Dataset,
  names: readonly string[],
  unique: readonly string[],
): Promise<number> {
  const fresh = names.filter((name) => !unique.includes(name));
  const beside = await run.tables.store.sharing(silverTable(dataset), fresh);
  const [row] = await ask(run, dataset, [...fresh, ...beside], repeatedSql(dataset));
  return Number(row?.['repeated'] ?? 0);
}

/** Asks of some files of silver; nothing where there are none. */
async function ask(
  { engine, tables }: RunDeps,
  dataset: Dataset,
  names: readonly string[],
  sql: string,
): Promise<readonly SqlRow[]> {
  if (names.length === 0) return [];
  const table = silverTable(dataset);
  const paths = names.map((name) => join(tables.store.directory(table), name));
  return (await tables.readFiles(table, paths, async () => engine.own(sql))).rows;
}

function digestOf(dataset: Dataset): string {
  const columns = silverTable(dataset).columns.map(({ name, type }) => [name, type]);
  return digest(JSON.stringify([fileCountsSql(dataset), repeatedSql(dataset), columns]));
}
