import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Admin, Producer } from '@platformatic/kafka';
import { needs } from '../support/needs';
import { changesOf, Debezium } from '../../scripts/servers/debezium';
import { Postgres } from '../../scripts/servers/database-server';
import { KafkaBroker } from '../../scripts/servers/kafka-broker';
import { FleetLake, plainWeather } from './fleet-lake';
import { caughtUp, compared, type Copied } from './table-copy';
import { TopicsLake } from './topics-lake';
import { TABLE } from '../../scripts/servers/transport-units';
import { chance, COLUMNS, statements } from './workload';

needs('java', 'postgresql');

const root = mkdtempSync(join(tmpdir(), 'changes-'));
let broker: KafkaBroker;
let database: Postgres;
let debezium: Debezium;
const random = chance(7);

beforeAll(async () => {
  [broker, database] = await Promise.all([KafkaBroker.start(root), Postgres.start(root)]);
  database.run(TABLE);
  database.run(statements(60, random).join('\n'));
  debezium = new Debezium(
    join(root, 'debezium'),
    broker.address,
    changesOf(database, 'public.transport_units'),
  );
  debezium.up();
});

afterAll(async () => {
  await debezium?.kill();
  await database?.stop();
  await broker?.kill();
  rmSync(root, { recursive: true, force: true });
});

test('PostgreSQL’s table arrives row by row, through a snapshot, changes, a kill of each part and TRUNCATE', async () => {
  const lake = new TopicsLake(root, [broker.address], {
    topics: [{ topic: 'fleet.public.transport_units', dataset: 'transport_units' }],
  });
  const copied: Copied = {
    lake,
    run: (sql) => database.run(sql),
    rows: () =>
      database.run(`SELECT ${COLUMNS}, is_active FROM transport_units ORDER BY unit_id COLLATE "C"`),
  };
  for (let landed = 0; landed === 0;) landed = (await lake.pull()).taken;
  database.run(statements(150, random).join('\n'));
  await debezium.kill();
  database.run(statements(50, random).join('\n'));
  debezium.up();
  await broker.kill();
  await broker.up();
  await caughtUp(copied, 'mark-1');
  const first = await compared(copied);
  expect(first.there.split('\n').length).toBeGreaterThan(10);
  expect(first.here).toBe(first.there);
  expect(
    await lake.lake.query("SELECT count(*) AS n FROM silver.quarantine WHERE dataset = 'transport_units'"),
  ).toEqual([{ n: 0 }]);

  database.run('ALTER TABLE transport_units ADD COLUMN extra text;');
  database.run(`TRUNCATE transport_units; ALTER TABLE transport_units REPLICA IDENTITY FULL;`);
  database.run(
    statements(80, random)
      .join('\n')
      .replaceAll(
        'transport_units VALUES',
        `transport_units (${[...COLUMNS.split(', ').slice(0, 8), 'is_active', ...COLUMNS.split(', ').slice(8)].join(', ')}) VALUES`,
      ),
  );
  await caughtUp(copied, 'mark-2');
  const second = await compared(copied);
  expect(second.here).toBe(second.there);
});

/** A tenth of a degree of the equator is 11.120 km, three are 33.359 km. */
const POSITIONS = [
  { reported_at: '2024-03-11T10:00:00Z', longitude: 10, speed_kmh: 12 },
  // On at 11.120 km/h.
  { reported_at: '2024-03-11T11:00:00Z', longitude: 10.1 },
  // No lorry can be there so soon.
  { reported_at: '2024-03-11T12:00:00Z', longitude: 40 },
  // On at 1.011 km/h for eleven hours.
  { reported_at: '2024-03-11T23:00:00Z', longitude: 40.1, speed_kmh: 30 },
  // On for three hours, of which one is the day before's.
  { reported_at: '2024-03-12T02:00:00Z', longitude: 40.4, speed_kmh: 20 },
  // Standing still, and told late.
  { reported_at: '2024-03-12T03:30:00Z', longitude: 40.4, speed_kmh: 0 },
].map((position) => ({ unit_id: 'T-1', latitude: 0, ...position }));

test('what each server tells of a unit meets in gold.unit_daily, with the unit as it was described on that day', async () => {
  const client = { clientId: 'fleet', bootstrapBrokers: [broker.address], retries: 10, retryDelay: 500 };
  const [admin, producer] = [new Admin(client), new Producer(client)];
  await admin.createTopics({ topics: ['positions'], partitions: 1, replicas: 1 });
  const weather = await plainWeather();
  const send = async (positions: readonly object[]): Promise<unknown> =>
    producer.send({
      messages: positions.map((position) => ({
        topic: 'positions',
        value: Buffer.from(JSON.stringify(position)),
      })),
    });
  const fleet = new FleetLake(root, {
    broker: broker.address,
    databasePort: database.port,
    weather: weather.url,
  });
  try {
    database.run(
      `CREATE TABLE unit_performance (unit_id text, day date, energy_kwh numeric(14,3), engine_hours numeric(6,2), load_kg numeric(12,3), faults int, updated_at timestamptz, PRIMARY KEY (unit_id, day));
      INSERT INTO transport_units (unit_id, name, mode, home_base, capacity_kg, max_speed_kmh) VALUES ('T-1', 'Old', 'terrestrial', 'Bern', 1000.5, 100);`,
    );
    fleet.at('2024-03-11T06:00:00Z');
    await fleet.told('transport_units', '"T-1"');

    fleet.at('2024-03-12T05:00:00Z');
    await send(POSITIONS.slice(0, 5));
    await fleet.told('positions', '"T-1"', 5);
    database.run(
      "INSERT INTO unit_performance VALUES ('T-1', '2024-03-11', 12.5, 3.25, 100, 1, '2024-03-12 00:05:00Z')",
    );
    await fleet.settle();

    fleet.at('2024-03-12T08:00:00Z');
    database.run("UPDATE transport_units SET name = 'New', home_base = 'Basel' WHERE unit_id = 'T-1'");
    await fleet.told('transport_units', '"New"');
    await send(POSITIONS.slice(5));
    await fleet.told('positions', '"T-1"', 6);
    database.run(
      `UPDATE unit_performance SET energy_kwh = 13.125, updated_at = '2024-03-12 07:30:00Z';
      INSERT INTO unit_performance VALUES ('T-1', '2024-03-12', 7, NULL, NULL, 0, '2024-03-12 07:31:00Z')`,
    );
    // The fleet's own file of the first day lacks one report, and has another speed.
    fleet.drop(
      'positions-2024-03-11.csv',
      `unit_id,reported_at,latitude,longitude,speed_kmh
T-1,2024-03-11T10:00:00Z,0,10,13
T-1,2024-03-11T11:00:00Z,0,10.1,
T-1,2024-03-11T12:00:00Z,0,40,
`,
    );
    await fleet.settle();
    const ask = async (sql: string): Promise<unknown> => fleet.lake.query(sql);

    expect(await ask('SELECT * FROM gold.unit_daily ORDER BY day')).toEqual([
      {
        unit_id: 'T-1',
        day: '2024-03-11',
        name: 'Old',
        mode: 'terrestrial',
        model: null,
        home_base: 'Bern',
        capacity_kg: '1000.500',
        positions: 4,
        // (12 + 11.120 + 30) / 3
        speed_mean_kmh: 17.707,
        speed_p90_kmh: 30,
        // 11.120 + 11.120 + 33.359 / 3
        distance_km: 33.36,
        // 1 + 11 + 1
        hours_moving: 13,
        impossible_jumps: 1,
        // Of 10, 11, 12 and 23 o'clock.
        weather_hours: 4,
        temperature_mean_c: 14,
        precipitation_mm: 1,
        energy_kwh: '13.125',
        engine_hours: '3.25',
        mean_load_kg: '100.000',
        faults: 1,
      },
      {
        unit_id: 'T-1',
        day: '2024-03-12',
        name: 'New',
        mode: 'terrestrial',
        model: null,
        home_base: 'Basel',
        capacity_kg: '1000.500',
        positions: 2,
        speed_mean_kmh: 10,
        speed_p90_kmh: 20,
        // 33.359 * 2 / 3, and nothing since
        distance_km: 22.239,
        hours_moving: 2,
        impossible_jumps: 0,
        // Of 2 o'clock, and of 4 o'clock which is nearest to half past 3.
        weather_hours: 2,
        temperature_mean_c: 3,
        precipitation_mm: 0.5,
        energy_kwh: '7.000',
        engine_hours: null,
        mean_load_kg: null,
        faults: 0,
      },
    ]);
    // When the second day began only the description had come.
    expect(
      await ask(
        'SELECT day, mode, positions_7d, energy_days_7d, energy_mean_7d_kwh, faults_7d FROM gold.unit_usage_features ORDER BY day',
      ),
    ).toEqual([
      {
        day: '2024-03-11',
        mode: null,
        positions_7d: 0,
        energy_days_7d: 0,
        energy_mean_7d_kwh: null,
        faults_7d: null,
      },
      {
        day: '2024-03-12',
        mode: 'terrestrial',
        positions_7d: 0,
        energy_days_7d: 0,
        energy_mean_7d_kwh: null,
        faults_7d: null,
      },
      // (13.125 + 7) / 2
      {
        day: '2024-03-13',
        mode: 'terrestrial',
        positions_7d: 6,
        energy_days_7d: 2,
        energy_mean_7d_kwh: 10.063,
        faults_7d: 1,
      },
    ]);
    expect(
      await ask(
        "SELECT day, stream_records, batch_records, only_in_stream, differing, lag_mean_minutes FROM gold.stream_batch_comparison WHERE dataset = 'positions' ORDER BY day",
      ),
    ).toEqual([
      {
        day: '2024-03-11',
        stream_records: 4,
        batch_records: 3,
        only_in_stream: 1,
        differing: 1,
        lag_mean_minutes: 180,
      },
      {
        day: '2024-03-12',
        stream_records: 2,
        batch_records: 0,
        only_in_stream: 2,
        differing: 0,
        lag_mean_minutes: null,
      },
    ]);
    expect(await ask('SELECT count(*) AS n FROM silver.quarantine')).toEqual([{ n: 0 }]);
  } finally {
    weather.server.closeAllConnections();
    weather.server.close();
    await Promise.all([producer.close(), admin.close()]);
    await fleet.lake.close();
  }
});
