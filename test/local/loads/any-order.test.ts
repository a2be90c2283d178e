import fc from '../../support/properties';
import type { DatasetContract } from '../../../core/contracts';
import { Positions } from '../../../local/transform/positions';
import { TableStore } from '../../../local/store/table-store';
import { silverTable } from '../../../core/tables';
import { temporaryDirectory } from '../../support/temporary-directory';
import { CHANGES, things, ThingsLake, type Event } from './things';

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
