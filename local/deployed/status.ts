import pMap from 'p-map';
import {
  accesses,
  bronzeSinceSql,
  countable,
  figuresFrom,
  figuresSql,
  maySeeBronze,
  readToSql,
  type DatasetFigures,
} from '../../core/console';
import type { Dataset } from '../../core/contracts';
import type { PersonaConfig } from '../../core/governance';
import type { DeployedLake } from './deployed-lake';

/** Statements in Athena at a time. */
const AT_ONCE = 5;
/** Datasets whose bronze one statement counts: Athena runs each of them in a stage of its own, of some hundred. */
const IN_ONE = 20;

type Asked = Pick<DeployedLake, 'answer'>;
type Row = Readonly<Record<string, string | null>>;

/**
 * Where the records of every dataset stand, as far as a persona may count them: one statement each, and a few for what waits
 * in bronze, which read it from the last day on of which a run has read something. `landed` is what runs have read and what waits.
 */
export async function deployedStatus(
  lake: Asked,
  datasets: readonly Dataset[],
  persona: PersonaConfig,
): Promise<(DatasetFigures & { readonly dataset: string })[]> {
  const found = accesses(persona, datasets);
  const pending = await pendingOf(
    lake,
    datasets.filter((dataset) => maySeeBronze(found, dataset)),
  );
  return pMap(
    datasets,
    async (dataset) => {
      const sql = figuresSql(dataset, countable(found, dataset));
      const figures = figuresFrom(sql === undefined ? {} : (await rowsOf(lake, sql))[0]);
      const waiting = pending.get(dataset.name) ?? null;
      const landed = figures.landed === null ? null : figures.landed + (waiting ?? 0);
      return { dataset: dataset.name, ...figures, landed, pending: waiting };
    },
    { concurrency: AT_ONCE },
  );
}

/** What bronze has of each beyond what runs have read. */
async function pendingOf(lake: Asked, datasets: readonly Dataset[]): Promise<ReadonlyMap<string, number>> {
  if (datasets.length === 0) return new Map();
  const read = new Map((await rowsOf(lake, readToSql())).map((row) => [row.dataset, row]));
  const parts = Array.from({ length: Math.ceil(datasets.length / IN_ONE) }, (_, at) =>
    datasets.slice(at * IN_ONE, (at + 1) * IN_ONE),
  );
  const counted = await pMap(
    parts,
    async (part) =>
      rowsOf(
        lake,
        bronzeSinceSql(part, (name) => read.get(name)?.dt ?? undefined),
      ),
    { concurrency: AT_ONCE },
  );
  const lines = new Map(counted.flat().map((row) => [row.dataset, Number(row.n)]));
  return new Map(
    datasets.map(({ name }) => [name, Math.max(0, (lines.get(name) ?? 0) - Number(read.get(name)?.n ?? 0))]),
  );
}

/** The rows of an answer, each by column. */
async function rowsOf(lake: Asked, sql: string): Promise<Row[]> {
  const { columns, rows } = await lake.answer(sql);
  return rows.map((row) =>
    Object.fromEntries(columns.map(({ name, text }, i) => [name, text(row[i] ?? null)])),
  );
}
