import { existsSync } from 'node:fs';
import { figuresOfGroupsSql, groupColumns, groupOf, type CountingModel } from '../../core/disclosure';
import type { SqlRow } from '../../core/ports';
import { qualified, type Table } from '../../core/tables';
import { rowGroups } from '../../sql-bridge';
import { PROGRAM } from '../program';
import type { TableVersion } from '../store/table-store';
import { digest } from './digest';
import { Kept } from './kept';
import type { RunDeps } from './run-deps';

/** True figures of a model, and what they were counted from. No persona may read them. */
interface Figures {
  /** Tells by what they were counted. */
  readonly by: string;
  /** Versions of the tables that were read, by their names. */
  readonly from: Readonly<Record<string, TableVersion | undefined>>;
  readonly rows: readonly SqlRow[];
}

type Versions = ReadonlyMap<Table, TableVersion | undefined>;

/** More groups are counted together with all others. */
const MOST_GROUPS = 20;
/** More figures aren't kept. */
const MOST_ROWS = 10_000;
/** Of fewer files all rows are counted, and where more than one of so many is another. */
const FILES = 4;

/**
 * A model's true figures. Where a few files of one table are others than when they were counted last, only the groups are
 * counted again that rows have come to or gone from.
 *
 * @param sql the statement that gives all of them
 */
export async function trueFigures(
  run: RunDeps,
  model: CountingModel,
  inputs: readonly Table[],
  sql: string,
): Promise<readonly SqlRow[]> {
  const { engine, tables, layout, clock } = run;
  const versions = new Map<Table, TableVersion | undefined>();
  for (const table of inputs) versions.set(table, await tables.store.current(table));
  if (![...versions.values()].some((version) => (version?.files.length ?? 0) >= FILES))
    return (await engine.own(sql)).rows;
  const by = digestOf(inputs, sql, clock.now());
  const kept = new Kept<Figures>(layout, `staging/figures/${model.name}.json`);
  const before = await kept.read();
  const again = before?.by === by ? await countAgain(run, model, before, versions, sql) : undefined;
  const rows = again ?? (await engine.own(sql)).rows;
  if (rows.length <= MOST_ROWS && digestOf(inputs, sql, clock.now()) === by) {
    const from = Object.fromEntries([...versions].map(([table, version]) => [qualified(table), version]));
    await kept.write({ by, from, rows });
  }
  return rows;
}

/** Undefined where everything is to be counted. */
async function countAgain(
  { engine, tables }: RunDeps,
  model: CountingModel,
  before: Figures,
  versions: Versions,
  sql: string,
): Promise<readonly SqlRow[] | undefined> {
  const [changed, ...more] = [...versions].filter(
    ([table, version]) => before.from[qualified(table)]?.id !== version?.id,
  );
  if (!changed) return before.rows;
  const [table, now] = changed;
  const was = before.from[qualified(table)];
  const groups = more.length > 0 ? undefined : rowGroups(sql, qualified(table));
  if (!was || !now || !groups || !groupColumns(model).every((name) => groups.keys.has(name)))
    return undefined;
  const gone = was.files.filter((file) => !now.files.includes(file));
  const came = now.files.filter((file) => !was.files.includes(file));
  if (gone.length + came.length === 0) return before.rows;
  const isMuch = Math.max(gone.length, came.length) * FILES > now.files.length;
  if (isMuch || !gone.every((file) => existsSync(file))) return undefined;
  const columns = table.columns.filter(({ name }) => groups.reads?.has(name.toLowerCase()) !== false);
  const { rows: moved } = await tables.readChanges({ ...table, columns }, { gone, came }, async () =>
    engine.own(sql),
  );
  await tables.read(table);
  if (moved.length === 0) return before.rows;
  if (moved.length > MOST_GROUPS) return undefined;
  const touched = new Set(moved.map((row) => groupOf(model, row)));
  const others = before.rows.filter((row) => !touched.has(groupOf(model, row)));
  return [...others, ...(await engine.query(figuresOfGroupsSql(model, moved)))];
}

/** Of all that decides what is counted of the same rows; a day, too, since a statement may ask for it. */
function digestOf(inputs: readonly Table[], sql: string, now: Date): string {
  const columns = inputs.map((table) => [
    qualified(table),
    table.columns.map(({ name, type }) => [name, type]),
  ]);
  return digest(JSON.stringify([PROGRAM, sql, columns, now.toISOString().slice(0, 10)]));
}
