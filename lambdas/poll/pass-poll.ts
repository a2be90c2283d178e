import {
  datasetNamed,
  LedgerCursor,
  nextStart,
  passNumber,
  problemOf,
  secretField,
  type PassReport,
  type PassWork,
} from '../../core/sources';
import { deletedKeys } from './compare-keys';
import { openDatabase } from './database/open';
import { TableShapeError } from './errors';
import type { poll } from './kind';
import { RowLanding } from './land-rows';
import { TableReader } from './read-table';
import type { PollSettings } from './settings';
import { reached, SeenRows, type PollState } from './state';

type PollWork = PassWork<typeof poll.settings>;

/** One pass over a table: the rows that have changed, and when it is time the rows that are gone. */
export async function passPoll(work: PollWork): Promise<PassReport> {
  const { source, ledger, clock, secrets, signal, bronze, datasets } = work;
  const { settings, name } = source;
  if (settings.host === undefined) return { taken: 0, problems: [] };
  const dataset = datasetNamed(settings.dataset, datasets, name);
  const cursor = new LedgerCursor<PollState>(ledger, name);
  const landing = new RowLanding({
    source: name,
    dataset,
    bronze,
    clock,
    pass: await passNumber(ledger, name),
  });
  const open = async (): ReturnType<typeof openDatabase> => {
    const secret = await secrets.read(name);
    const [username, password] = ['username', 'password'].map((field) => secretField(secret, field, name));
    return openDatabase(settings, { username: username ?? '', password: password ?? '' }, signal);
  };
  const reader = new TableReader({ open, tries: settings.tries, signal });
  try {
    await checkColumns(reader, settings);
    const position = await cursor.read();
    const { since, seen } = await readChanges(reader, settings, landing, position.value ?? {});
    const rows = landing.landed;
    const known = position.value?.comparedAt ?? clock.now().toISOString();
    const isDue = settings.compare !== false && nextStart(settings.compare, new Date(known)) <= clock.now();
    const state = { ...(since !== undefined && { since }), seen, comparedAt: known };
    const advanced = await cursor.advance(position, state, async () => undefined);
    if (isDue) {
      const gone = await deletedKeys(work, dataset, reader);
      const next = { ...state, comparedAt: clock.now().toISOString() };
      await cursor.advance(advanced, next, async () => landing.deletions(gone));
    }
    const deleted = landing.landed - rows;
    return {
      taken: landing.landed,
      problems: [],
      ...(landing.landed > 0 && { line: `${rows} rows, ${deleted} deleted` }),
      ...(since !== undefined && { cursor: `up to ${since}` }),
    };
  } catch (error) {
    if (signal.aborted) throw error;
    return { taken: landing.landed, problems: [problemOf(error)] };
  } finally {
    await reader.close();
  }
}

/** @throws TableShapeError when the table isn't there, or lacks a column of the settings */
async function checkColumns(reader: TableReader, { table, key, changed }: PollSettings): Promise<void> {
  const columns = await reader.ask((database) => database.columns());
  const needed = [...(changed === undefined ? [] : [changed]), ...key];
  const missing = needed.filter((name) => !columns.includes(name));
  if (missing.length > 0) throw new TableShapeError(table.join('.'), missing, columns);
}

/** Lands rows without a value in `changed`, then those that changed since, less the overlap. */
async function readChanges(
  reader: TableReader,
  { changed, batch }: PollSettings,
  landing: RowLanding,
  before: PollState,
): Promise<{ readonly since: string | undefined; readonly seen: readonly string[] }> {
  const seen = new SeenRows(before.seen);
  const now = await reader.ask((database) => database.now());
  let latest = before.since;
  const parts = changed === undefined ? (['unchanged'] as const) : (['unchanged', 'changed'] as const);
  for (const part of parts) {
    const since = part === 'changed' ? before.since : undefined;
    const pages = reader.pages(batch, (database, after) =>
      database.page({ part, after, since, limit: batch }),
    );
    for await (const rows of pages) {
      await landing.rows(seen.fresh(rows));
      if (part === 'changed') latest = rows.at(-1)?.place[0] ?? latest;
    }
  }
  return { since: reached(latest, now), seen: seen.remembered() };
}
