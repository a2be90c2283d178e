import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from '../../support/properties';
import { defineModel, type Dataset, type DatasetContract } from '../../../core/contracts';
import { judgeQuality } from '../../../core/quality';
import { DuckDbEngine } from '../../../local/engine/duckdb-engine';
import { createTable, quoted } from '../../../local/engine/duckdb-types';
import { loadPart, saveTable, viewTable } from '../../../local/engine/load-tables';
import { LocalLake } from '../../../local/lake';
import { Positions } from '../../../local/transform/positions';
import { TableStore } from '../../../local/store/table-store';
import { qualityResultsTable, silverTable } from '../../../core/tables';
import { temporaryDirectory } from '../../support/temporary-directory';
import { CHANGES, line, things, ThingsLake, type Event } from './things';

const directory = temporaryDirectory();

/** Soaks set these; the defaults take seconds. */
const KEYS = Number(process.env.SOAK_KEYS ?? 1000);
const ROUNDS = Number(process.env.SOAK_ROUNDS ?? 1);

/** Numbers from 0 to below a bound, the same for a seed. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Make = (roll: (below: number) => number, nth: number) => Event;

const id = (roll: (below: number) => number): { id?: string } =>
  roll(40) === 0 ? {} : { id: `k${roll(KEYS)}` };

/** Records, some dated by their sender, and deletions. */
const records: Make = (roll, nth) => ({
  nth,
  deletes: roll(6) === 0,
  data: { ...id(roll), name: `n${nth}`, ...(roll(3) > 0 && { at: `2026-01-0${1 + roll(9)}T00:00:00Z` }) },
});

/** Changes of a database, some of them sent twice. */
const changes: Make = (_roll, nth) => {
  const place = nth % 10 === 9 ? nth - 1 : nth;
  const own = dice(place * 7919);
  const at = `2026-01-0${1 + own(9)}T00:00:00Z`;
  const columns = {
    ...(own(2) === 0 && { name: `n${place}` }),
    ...(own(2) === 0 && { bio: own(4) === 0 ? null : `b${place}` }),
  };
  return {
    nth,
    data: { op: 'cupppd'[own(6)], lsn: own(20), offset: place, ...id(own), ...columns, at },
  };
};

const STRATEGIES: readonly [string, Partial<DatasetContract>, Make][] = [
  ['upsert by arrival', {}, records],
  ['upsert by the sender’s date', { versionedBy: 'at' }, records],
  ['append', { load: 'append' }, records],
  ['changes', CHANGES, changes],
  ['upsert with history', { versionedBy: 'at', history: true }, records],
  ['changes with history', { ...CHANGES, versionedBy: 'at', history: true }, changes],
];

async function tables(lake: ThingsLake): Promise<unknown> {
  const { history } = lake.dataset;
  return {
    rows: await lake.rows('*'),
    quarantine: await lake.lake.query('SELECT event_id, reason FROM silver.quarantine ORDER BY event_id'),
    history: history ? await lake.history('*') : [],
  };
}

/**
 * The same events in any order, some twice, each run over what is new alone: the second dies while it writes, the third
 * before it notes how far it came, and before the last the position is lost or what a run has noted is there.
 */
async function shuffled(
  lake: ThingsLake,
  events: readonly Event[],
  roll: (below: number) => number,
): Promise<void> {
  const pending = events.flatMap((event) => (roll(5) === 0 ? [event, event] : [event]));
  for (let i = pending.length - 1; i > 0; i--) {
    const j = roll(i + 1);
    [pending[i], pending[j]] = [pending[j] as Event, pending[i] as Event];
  }
  const quarter = Math.ceil(pending.length / 4);
  await lake.runNew(...pending.slice(0, quarter));
  await lake.land(...pending.slice(quarter, 2 * quarter));
  await dyingAfter(roll(3), () => lake.runNew());
  await lake.land(...pending.slice(2 * quarter, 3 * quarter));
  await forgetful(() => lake.runNew());
  if (roll(2) === 0) lake.loseThePosition();
  for (let at = 3 * quarter; at < pending.length; at += 200) await lake.land(...pending.slice(at, at + 200));
  await lake.runNew();
}

/** Ends a run when its records are loaded and that isn't noted yet. */
async function forgetful(run: () => Promise<unknown>): Promise<void> {
  const spy = jest.spyOn(Positions.prototype, 'advance').mockRejectedValue(new Error('the machine stopped'));
  await expect(run()).rejects.toThrow('the machine stopped');
  spy.mockRestore();
}

/** Ends a run after it has written some of its tables. */
async function dyingAfter(writes: number, run: () => Promise<unknown>): Promise<void> {
  let left = writes;
  const watch = (): jest.SpyInstance =>
    jest.spyOn(TableStore.prototype, 'replace').mockImplementation(async function (
      this: TableStore,
      ...given
    ) {
      if (left-- <= 0) throw new Error('the machine stopped');
      spy.mockRestore();
      const version = await this.replace(...given);
      spy = watch();
      return version;
    });
  let spy = watch();
  try {
    await expect(run()).rejects.toThrow('the machine stopped');
  } finally {
    spy.mockRestore();
  }
}

test.each(STRATEGIES)(
  '%s: the same tables in any order, and an audit that adds up',
  async (_name, contract, make) => {
    const seeds = fc.integer({ min: 1, max: 1_000_000 });
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const roll = dice(seed);
        const events = Array.from({ length: KEYS * 2 }, (_, index) => make(roll, index + 1));
        const plain = new ThingsLake(directory(), things(contract));
        await plain.run(...events);
        const other = new ThingsLake(directory(), things(contract));
        await shuffled(other, events, roll);
        expect(await tables(other)).toEqual(await tables(plain));
        for (const lake of [plain, other]) {
          const off = await lake.lake.query(
            'SELECT * FROM silver.load_audit WHERE unaccounted <> 0 OR missing <> 0 OR landed <> inserted + updated + deleted + duplicates + stale + quarantined',
          );
          expect(off).toEqual([]);
        }
        if (plain.dataset.history) await expectIntervals(plain);
      }),
      { numRuns: ROUNDS },
    );
  },
);

/** Few enough that a run over few records leaves most files of a table as they are. */
const SMALL = { keys: 120, rowsPerFile: 8, runs: 5, records: 6 };
const SPREAD = process.env.SOAK_ROUNDS === undefined ? STRATEGIES.slice(-1) : STRATEGIES;

test.each(SPREAD)(
  '%s: runs that write a few files of many come to the same',
  async (_name, contract, make) => {
    const seeds = fc.integer({ min: 1, max: 1_000_000 });
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const roll = dice(seed);
        const within = (below: number): number => (below === KEYS ? roll(SMALL.keys) : roll(below));
        const total = 2 * SMALL.keys + SMALL.runs * SMALL.records;
        const events = Array.from({ length: total }, (_, index) => make(within, index + 1));
        const plain = new ThingsLake(directory(), things(contract));
        await plain.run(...events);
        const spread = new ThingsLake(directory(), things(contract), SMALL.rowsPerFile);
        const store = new TableStore(spread.lake.layout.tables);
        const files = async (): Promise<readonly string[]> =>
          (await store.currentFiles(silverTable(spread.dataset))) ?? [];
        let kept = 0;
        for (let at = 0; at < total; at += at === 0 ? 2 * SMALL.keys : SMALL.records) {
          const before = await files();
          await spread.runNew(...events.slice(at, at === 0 ? 2 * SMALL.keys : at + SMALL.records));
          kept += (await files()).filter((file) => before.includes(file)).length;
        }
        expect(await tables(spread)).toEqual(await tables(plain));
        expect(kept).toBeGreaterThan(SMALL.runs);
      }),
      { numRuns: ROUNDS },
    );
  },
);

const byName = defineModel({
  name: 'things_by_name',
  description: 'Things per name.',
  domain: 'test',
  grain: ['name', 'suppressed'],
  counted: { people: 'people', counts: ['things'], withheld: 'suppressed' },
  sql: () => `WITH named AS (SELECT bio, coalesce(name, 'none') AS name FROM silver.things WHERE at IS NOT NULL)
SELECT name, count(*) AS things, count(DISTINCT bio) AS people FROM named GROUP BY name`,
  columns: {
    name: { type: 'string', sensitivity: 'public', description: 'Name' },
    things: { type: 'bigint', sensitivity: 'public', description: 'Things' },
    people: { type: 'bigint', sensitivity: 'public', description: 'Different people' },
    suppressed: { type: 'boolean', sensitivity: 'public', description: 'Whether they are withheld' },
  },
});

/** Rules that hold, and one that time breaks. @param short what may last six hours */
function ruled(short: 'open' | 'done'): Dataset {
  const { columns } = things();
  return things({
    models: [byName],
    eventTime: 'at',
    timeLimits: [{ column: 'name', value: short, hours: 6 }],
    columns: {
      ...columns,
      at: { ...columns['at']!, sensitivity: 'health' },
      bio: { ...columns['bio']!, sensitivity: 'personal' },
    },
  });
}

test('rules and figures of files that are new come to what they are of the whole table', async () => {
  const asked = jest.spyOn(DuckDbEngine.prototype, 'query');
  const seeds = fc.integer({ min: 1, max: 1_000_000 });
  const seen = { failed: 0, kept: 0 };
  await fc.assert(
    fc.asyncProperty(seeds, async (seed) => {
      const [roll, root] = [dice(seed), join(directory(), 'lake')];
      let before: readonly string[] = [];
      for (let nth = 0; nth < 4; nth++) {
        const dataset = ruled(nth === 3 ? 'done' : 'open');
        const now = new Date(Date.UTC(2026, 10, 21) + nth * 5 * 3_600_000);
        const clock = { now: () => now };
        const lake = new LocalLake({
          root,
          datasets: [dataset],
          defaultDataset: 'things',
          rowsPerFile: 8,
          clock,
        });
        const events = Array.from({ length: nth === 0 ? 120 : 2 }, (_, index): Event => ({
          nth: nth * 1000 + index,
          deletes: nth > 0 && roll(4) === 0,
          data: {
            id: `k${roll(120)}`,
            name: roll(25) === 0 ? 'open' : ['done', 'lost', undefined][roll(3)],
            at: new Date(Date.UTC(2026, 10, 20) + roll(72) * 3_600_000).toISOString(),
            ...(roll(4) > 0 && { bio: `b${roll(9)}` }),
          },
        }));
        const body = events.map((event) => line(dataset, event)).join('');
        await lake.bronze.putIfAbsent(`things/2026/11/20/${nth}.json`, body);
        if (nth === 2) await writeFile(join(root, 'staging/judged/things.json'), '{"by":');
        if (nth === 3) await repeatOne(lake, dataset, events);
        await lake.transform();
        const found = await lake.query(
          `SELECT rule, checked, failed, passed FROM silver.quality_results WHERE run_id = '${now.toISOString()}' ORDER BY rule`,
        );
        const whole = await ofWhole(lake, dataset, now);
        expect(found).toEqual(whole.found);
        expect(found).toContainEqual(
          expect.objectContaining({ rule: 'key_is_unique', failed: nth === 3 ? 1 : 0 }),
        );
        const kept = JSON.parse(
          await readFile(join(root, 'staging/figures/things_by_name.json'), 'utf8'),
        ) as {
          readonly rows: readonly Record<string, unknown>[];
        };
        expect(sorted(kept.rows)).toEqual(sorted(whole.figures));
        const files = (await new TableStore(root).currentFiles(silverTable(dataset))) ?? [];
        seen.kept += files.filter((file) => before.includes(file)).length;
        seen.failed += found.filter((rule) => rule['passed'] === false).length;
        before = files;
      }
    }),
    { numRuns: ROUNDS },
  );
  expect(seen.failed).toBeGreaterThan(0);
  expect(seen.kept).toBeGreaterThan(ROUNDS);
  expect(asked.mock.calls.filter(([sql]) => sql.includes('AS figures WHERE')).length).toBeGreaterThan(0);
  asked.mockRestore();
});

/** Adds a row of a key that is there, and that no event is about, as no load does. */
async function repeatOne(lake: LocalLake, dataset: Dataset, events: readonly Event[]): Promise<void> {
  const [engine, table] = [await DuckDbEngine.open({ memoryMb: 100, threads: 1 }), silverTable(dataset)];
  try {
    const store = new TableStore(lake.layout.tables, undefined, undefined, 8);
    const files = ((await store.currentFiles(table)) ?? []).map((file) => quoted(file)).join(', ');
    const { version, spans } = await loadPart(engine, store, table, {});
    const ids = events.map(({ data }) => quoted(String(data['id']))).join(', ');
    await engine.native(
      `INSERT INTO silver.things BY NAME SELECT * FROM read_parquet([${files}]) WHERE id NOT IN (${ids}) ORDER BY id LIMIT 1`,
    );
    await saveTable(engine, store, table, { base: version, ...(spans && { spans }) });
  } finally {
    engine.close();
  }
}

const sorted = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

async function ofWhole(
  lake: LocalLake,
  dataset: Dataset,
  at: Date,
): Promise<{ readonly found: unknown; readonly figures: readonly unknown[] }> {
  const engine = await DuckDbEngine.open({ memoryMb: 100, threads: 1, clock: { now: () => at } });
  try {
    await engine.native(createTable(qualityResultsTable));
    await viewTable(engine, new TableStore(lake.layout.tables), silverTable(dataset));
    const found = await judgeQuality(engine, dataset, { id: 'whole', at });
    return {
      found,
      figures: await engine.query(`SELECT name, things, people FROM (${byName.sql()}) AS whole`),
    };
  } finally {
    engine.close();
  }
}

/** No two versions of a key hold at once, one holds now exactly where silver has a row, and none is empty. */
async function expectIntervals(lake: ThingsLake): Promise<void> {
  const wrong = await lake.lake.query(`SELECT * FROM (
    SELECT id, valid_from, valid_to, is_current, lead(valid_from) OVER (PARTITION BY id ORDER BY valid_from) AS next_from
    FROM silver.things_history
  ) AS versions
  WHERE valid_to <= valid_from OR next_from < valid_to OR (valid_to IS NULL) <> is_current OR (is_current AND next_from IS NOT NULL)`);
  expect(wrong).toEqual([]);
  const current = await lake.lake.query(
    'SELECT id, name, bio, event_id FROM silver.things_history WHERE is_current ORDER BY id',
  );
  expect(current).toEqual(await lake.rows('id, name, bio, event_id'));
}

test('an upsert has the rows that the history of the same records has now', async () => {
  const roll = dice(42);
  const events = Array.from({ length: KEYS * 2 }, (_, index) => records(roll, index + 1));
  const rows = async (history: boolean): Promise<unknown> => {
    const lake = new ThingsLake(directory(), things({ versionedBy: 'at', history }));
    await lake.run(...events);
    return lake.rows('id, name, event_id');
  };
  expect(await rows(false)).toEqual(await rows(true));
});
