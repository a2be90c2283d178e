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

/** Something that came to be known, at a quarter of an hour after the start. */
interface Fact {
  readonly quarter: number;
  readonly unit: string;
  readonly value: number;
  readonly kind: 'position' | 'weather' | 'performance' | 'description';
}

const factsWithin = (from: number, to: number): fc.Arbitrary<Fact[]> =>
  fc.array(
    fc.record({
      quarter: fc.integer({ min: from * 96, max: to * 96 - 1 }),
      unit: fc.constantFrom('a', 'b'),
      value: fc.integer({ min: 0, max: 40 }),
      kind: fc.constantFrom<Fact['kind'][]>('position', 'position', 'weather', 'performance', 'description'),
    }),
    { minLength: 20, maxLength: 60 },
  );

type Tables = Record<string, Record<string, SqlValue>[]>;

const at = (milliseconds: number): string =>
  new Date(START + milliseconds).toISOString().slice(0, 19).replace('T', ' ');

/** Versions of a key, each until the next. */
function versions(facts: readonly Fact[], keyOf: (fact: Fact) => string): [Fact, string | null][] {
  return facts.flatMap((fact) => {
    const later = facts.filter((each) => keyOf(each) === keyOf(fact) && each.quarter > fact.quarter);
    const next = later.map(({ quarter }) => quarter).sort((a, b) => a - b)[0];
    const isOnly =
      facts.find((each) => keyOf(each) === keyOf(fact) && each.quarter === fact.quarter) === fact;
    return isOnly ? [[fact, next === undefined ? null : at(next * 900_000)]] : [];
  });
}

/** How did the unit do on the day before the fact or on its own? */
const dayOf = ({ quarter, value }: Fact): string =>
  at((Math.floor(quarter / 96) - (value % 3)) * DAY_MS).slice(0, 10);

/** @param world sets units and their weather apart from those of other worlds in the same lake */
function tablesOf(facts: readonly Fact[], world: number): Tables {
  const south = -80 + 4 * world;
  const named = (unit: string): string => `${unit}-${world}`;
  const of = (kind: Fact['kind']): Fact[] => facts.filter((fact) => fact.kind === kind);
  const once = (rows: readonly Fact[], keyOf: (fact: Fact) => string): Fact[] => [
    ...new Map(rows.map((fact) => [keyOf(fact), fact])).values(),
  ];
  const performed = versions(of('performance'), (fact) => `${fact.unit} ${dayOf(fact)}`);
  const performance = ([fact, until]: [Fact, string | null]): Record<string, SqlValue> => ({
    unit_id: named(fact.unit),
    day: dayOf(fact),
    energy_kwh: fact.value,
    faults: fact.value % 4,
    valid_from: at(fact.quarter * 900_000),
    valid_to: until,
  });
  return {
    'silver.positions': once(of('position'), ({ unit, quarter }) => `${unit} ${quarter}`).map(
      ({ unit, quarter, value }) => ({
        unit_id: named(unit),
        reported_at: at(quarter * 900_000),
        mode: 'maritime',
        latitude: south + value / 40,
        longitude: 179.9 + value / 400,
        speed_kmh: value % 5 === 0 ? null : value,
      }),
    ),
    'silver.weather': once(
      of('weather'),
      ({ quarter, value }) => `${Math.floor(quarter / 4)} ${value % 5}`,
    ).map(({ quarter, value }) => ({
      cell_latitude: south + (value % 5) / 4,
      cell_longitude: value % 2 === 0 ? 179.75 : -180,
      hour: at(Math.floor(quarter / 4) * HOUR_MS),
      temperature_c: value,
      precipitation_mm: value / 8,
    })),
    'silver.unit_performance_history': performed.map(performance),
    'silver.unit_performance': performed
      .filter(([, until]) => until === null)
      .map(performance)
      .map(({ unit_id = null, day = null, energy_kwh = null }) => ({ unit_id, day, energy_kwh })),
    'silver.transport_units_history': versions(of('description'), ({ unit }) => unit).map(
      ([fact, until]) => ({
        unit_id: named(fact.unit),
        mode: 'maritime',
        capacity_kg: fact.value,
        max_speed_kmh: 20 + fact.value,
        commissioned_on: '2020-01-01',
        valid_from: at(fact.quarter * 900_000),
        valid_to: until,
      }),
    ),
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

test('whatever happens from a day on changes nothing that unit_usage_features says of it, or of a day before', async () => {
  const world = fc.integer({ min: 3, max: DAYS - 2 }).chain((day) =>
    fc.record({
      day: fc.constant(day),
      past: factsWithin(0, day),
      future: factsWithin(day, DAYS),
      other: factsWithin(day, DAYS),
    }),
  );
  const worlds = fc.array(world, { minLength: 12, maxLength: 12, size: 'max' });
  await fc.assert(
    // A seed: twelve worlds are nothing to read when they fail.
    fc.asyncProperty(fc.integer(), async (seed) => {
      const [each = []] = fc.sample(worlds, { seed, numRuns: 1 });
      const first = await features(each.map(({ past, future }) => [...past, ...future]));
      const second = await features(each.map(({ past, other }) => [...past, ...other]));
      const isBefore = ({ unit_id, day }: SqlRow): boolean => {
        const split = each[Number(String(unit_id).slice(2))]?.day ?? 0;
        return String(day) <= at(split * DAY_MS).slice(0, 10);
      };
      const common = [...first].filter(([key, row]) => second.has(key) && isBefore(row));
      expect(common.length).toBeGreaterThan(60);
      expect(common.map(([key]) => second.get(key))).toEqual(common.map(([, row]) => row));
    }),
    { numRuns: 1, endOnFailure: true },
  );
});
