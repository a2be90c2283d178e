import { datasets } from '../../datasets';
import { unitUsageFeatures } from '../../datasets/unit_performance/unit_usage_features';
import { loadSqlParser, orderModels, refreshSql } from '../../core/plan';
import type { SqlRow, SqlValue } from '../../core/ports';
import { icebergTables, modelTable, qualified } from '../../core/tables';
import { DuckDbEngine } from '../../local/engine/duckdb-engine';
import { createTable } from '../../local/engine/duckdb-types';
import fc from '../support/properties';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START = Date.UTC(2026, 9, 19);
const DAYS = 12;

/** Something that was so, and came to be known in the lake, each at a quarter of an hour after the start. */
interface Fact {
  readonly happened: number;
  readonly arrived: number;
  readonly unit: string;
  readonly value: number;
  readonly kind: 'position' | 'weather' | 'performance' | 'deletion' | 'description';
}

/** Facts that arrive on days from `from` on and before `to`, some at once and some days late. */
const arrivingWithin = (from: number, to: number): fc.Arbitrary<Fact[]> =>
  fc.array(
    fc
      .record({
        arrived: fc.integer({ min: from * 96, max: to * 96 - 1 }),
        late: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 5 * 96 })),
        unit: fc.constantFrom('a', 'b'),
        value: fc.integer({ min: 0, max: 40 }),
        kind: fc.constantFrom<Fact['kind'][]>(
          'position',
          'position',
          'position',
          'weather',
          'weather',
          'performance',
          'performance',
          'deletion',
          'description',
        ),
      })
      .map(({ late, ...fact }) => ({ ...fact, happened: Math.max(0, fact.arrived - late) })),
    { minLength: 30, maxLength: 90 },
  );

type Tables = Record<string, Record<string, SqlValue>[]>;

const at = (milliseconds: number): string =>
  new Date(START + milliseconds).toISOString().slice(0, 19).replace('T', ' ');

const moment = (quarter: number): string => at(quarter * 900_000);

/** Of facts that `keyOf` calls the same the one that arrived first. */
function first(facts: readonly Fact[], keyOf: (fact: Fact) => string): Fact[] {
  const latestFirst = facts.toSorted((a, b) => b.arrived - a.arrived);
  return [...new Map(latestFirst.map((fact) => [keyOf(fact), fact])).values()];
}

interface Versions {
  readonly of: readonly Fact[];
  readonly keyOf: (fact: Fact) => string;
  readonly since: (fact: Fact) => number;
  /** What ends the version of its key, when it arrives. */
  readonly deletions?: readonly Fact[];
}

/** Versions of a key as its history has them: each until the next, or until the key is deleted. */
function versions({ of, keyOf, since, deletions = [] }: Versions): [Fact, Record<string, SqlValue>][] {
  const kept = first(of, (fact) => `${keyOf(fact)} ${since(fact)}`);
  return kept.map((fact) => {
    const isOfKey = (each: Fact): boolean => keyOf(each) === keyOf(fact);
    const ends = [
      ...kept.filter(isOfKey).map(since),
      ...deletions.filter(isOfKey).map((each) => each.arrived),
    ];
    const next = Math.min(...ends.filter((end) => end > since(fact)));
    return [
      fact,
      {
        arrived_at: moment(fact.arrived),
        valid_from: moment(since(fact)),
        valid_to: next === Infinity ? null : moment(next),
      },
    ];
  });
}

/** How did the unit do on the day of the fact, or on one of the two before? */
const dayOf = ({ happened, value }: Fact): string =>
  at((Math.floor(happened / 96) - (value % 3)) * DAY_MS).slice(0, 10);

/** @param world sets units and their weather apart from those of other worlds in the same lake */
function tablesOf(facts: readonly Fact[], world: number): Tables {
  const south = -80 + 4 * world;
  const named = (unit: string): string => `${unit}-${world}`;
  const of = (kind: Fact['kind']): Fact[] => facts.filter((fact) => fact.kind === kind);
  const performed = versions({
    of: of('performance'),
    keyOf: (fact) => `${fact.unit} ${dayOf(fact)}`,
    since: ({ happened }) => happened,
    deletions: of('deletion'),
  });
  const answered = versions({
    of: of('weather'),
    keyOf: ({ happened, value }) => `${Math.floor(happened / 24)} ${value % 2}`,
    since: ({ arrived }) => arrived,
  });
  const described = versions({
    of: of('description'),
    keyOf: ({ unit }) => unit,
    since: ({ happened }) => happened,
  });
  // An answer is of six hours.
  const weather = ([{ happened, value }, held]: (typeof answered)[number]): Record<string, SqlValue>[] =>
    [0, 1, 2, 3, 4, 5].map((hour) => ({
      cell_latitude: south + (value % 2) / 4,
      cell_longitude: -180,
      hour: at((6 * Math.floor(happened / 24) + hour) * HOUR_MS),
      temperature_c: value,
      precipitation_mm: value / 8,
      ...held,
    }));
  const performance = ([fact, held]: (typeof performed)[number]): Record<string, SqlValue> => ({
    unit_id: named(fact.unit),
    day: dayOf(fact),
    energy_kwh: fact.value,
    engine_hours: fact.value / 2,
    mean_load_kg: 10 * fact.value,
    faults: fact.value % 4,
    ...held,
  });
  const current = (rows: readonly Record<string, SqlValue>[]): Record<string, SqlValue>[] =>
    rows
      .filter(({ valid_to }) => valid_to === null)
      .map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith('valid_'))));
  return {
    'silver.positions': first(of('position'), ({ unit, happened }) => `${unit} ${happened}`).map(
      ({ unit, happened, arrived, value }) => ({
        unit_id: named(unit),
        reported_at: moment(happened),
        arrived_at: moment(arrived),
        mode: 'maritime',
        latitude: south + value / 160,
        longitude: 179.9 + value / 400,
        speed_kmh: value % 5 === 0 ? null : value,
      }),
    ),
    'silver.weather': current(answered.flatMap(weather)),
    'silver.weather_history': answered.flatMap(weather),
    'silver.unit_performance_history': performed.map(performance),
    'silver.unit_performance': current(performed.map(performance)),
    'silver.transport_units_history': described.map(([fact, held]) => ({
      unit_id: named(fact.unit),
      mode: 'maritime',
      capacity_kg: fact.value,
      max_speed_kmh: 20 + fact.value,
      commissioned_on: '2020-01-01',
      ...held,
    })),
  };
}

const MODELS = ['unit_movements', 'positions_with_weather', 'unit_daily', 'unit_usage_features'];

const KNOWN = Object.keys(unitUsageFeatures.columns).filter((name) => name !== 'energy_kwh');

/** Rows of features by unit and day, without what is to be foretold, of worlds that have nothing to do with each other. */
async function features(worlds: readonly (readonly Fact[])[]): Promise<Map<string, SqlRow>> {
  const engine = await DuckDbEngine.open();
  try {
    const models = orderModels(datasets).filter(({ name }) => MODELS.includes(name));
    const lakes = worlds.map(tablesOf);
    const given = Object.keys(lakes[0] ?? {});
    const needed = [...given, ...models.map(modelTable).map(qualified)];
    for (const table of icebergTables(datasets))
      if (needed.includes(qualified(table))) await engine.native(createTable(table));
    for (const table of given) {
      const rows = lakes.flatMap((tables) => tables[table] ?? []);
      const names = Object.keys(rows[0] ?? {});
      const places = rows.map(() => `(${names.map(() => '?').join(', ')})`).join(', ');
      const values = rows.flatMap((row) => names.map((name) => row[name] ?? null));
      await engine.native(`INSERT INTO ${table} (${names.join(', ')}) VALUES ${places}`, values);
    }
    for (const model of models) await engine.query(refreshSql(model));
    const found = await engine.query(`SELECT ${KNOWN.join(', ')} FROM gold.unit_usage_features`);
    return new Map(found.map((row) => [`${String(row.unit_id)} ${String(row.day)}`, row]));
  } finally {
    engine.close();
  }
}

beforeAll(() => loadSqlParser());

test('whatever arrives from a day on, however old, changes nothing that unit_usage_features says of it, or of a day before', async () => {
  const world = fc.integer({ min: 3, max: DAYS - 2 }).chain((day) =>
    fc.record({
      day: fc.constant(day),
      past: arrivingWithin(0, day),
      future: arrivingWithin(day, DAYS),
      other: arrivingWithin(day, DAYS),
    }),
  );
  const worlds = fc.array(world, { minLength: 12, maxLength: 12, size: 'max' });
  await fc.assert(
    // A seed: twelve worlds are nothing to read when they fail.
    fc.asyncProperty(fc.integer(), async (seed) => {
      const [each = []] = fc.sample(worlds, { seed, numRuns: 1 });
      const one = await features(each.map(({ past, future }) => [...past, ...future]));
      const two = await features(each.map(({ past, other }) => [...past, ...other]));
      const isBefore = ({ unit_id, day }: SqlRow): boolean => {
        const split = each[Number(String(unit_id).slice(2))]?.day ?? 0;
        return String(day) <= at(split * DAY_MS).slice(0, 10);
      };
      const common = [...one].filter(([key, row]) => two.has(key) && isBefore(row));
      expect(common.length).toBeGreaterThan(60);
      expect(common.map(([key]) => two.get(key))).toEqual(common.map(([, row]) => row));
      // What is compared says something.
      for (const name of KNOWN) expect(common.map(([, row]) => row[name])).toContainEqual(expect.anything());
    }),
    { numRuns: 1, endOnFailure: true },
  );
});
