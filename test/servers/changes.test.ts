import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needs } from '../support/needs';
import { Debezium } from './debezium';
import { Postgres } from './database-server';
import { KafkaBroker } from './kafka-broker';
import { TopicsLake } from './topics-lake';
import { chance, COLUMNS, statements, TABLE } from './workload';

needs('java', 'postgresql');

const root = mkdtempSync(join(tmpdir(), 'changes-'));
let broker: KafkaBroker;
let database: Postgres;
let debezium: Debezium;

beforeAll(async () => {
  [broker, database] = await Promise.all([KafkaBroker.start(root), Postgres.start(root)]);
});

afterAll(async () => {
  await debezium?.kill();
  await database?.stop();
  await broker?.kill();
  rmSync(root, { recursive: true, force: true });
});

/** The lake's rows and the database's own, as CSV in one order. */
async function compare(lake: TopicsLake): Promise<{ readonly here: string; readonly there: string }> {
  const there = database.run(
    `SELECT ${COLUMNS}, is_active FROM transport_units ORDER BY unit_id COLLATE "C"`,
  );
  const rows = await lake.lake.query(
    `SELECT ${COLUMNS}, CASE WHEN is_active THEN 't' ELSE 'f' END AS is_active FROM silver.transport_units ORDER BY unit_id`,
  );
  const here = rows.map((row) =>
    Object.values(row)
      .map((value) => (value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)))
      .join(','),
  );
  return { here: here.join('\n'), there: there.trimEnd().replaceAll('\r', '') };
}

/** Pulls until the row that was written last has come. */
async function caughtUp(lake: TopicsLake, mark: string): Promise<void> {
  database.run(
    `INSERT INTO transport_units (unit_id) VALUES ('${mark}'); DELETE FROM transport_units WHERE unit_id = '${mark}';`,
  );
  for (let deletions = 0; deletions === 0;) {
    await lake.pull();
    deletions = (await lake.bronze('transport_units')).filter(
      ({ data }) => JSON.stringify(data).includes(`"${mark}"`) && (data as { op: string }).op === 'd',
    ).length;
  }
  await lake.lake.transform();
}

test('PostgreSQL’s table arrives row by row, through a snapshot, changes, a kill of each part and TRUNCATE', async () => {
  const random = chance(7);
  database.run(TABLE);
  database.run(statements(60, random).join('\n'));
  debezium = new Debezium(join(root, 'debezium'), broker.address, {
    'connector.class': 'io.debezium.connector.postgresql.PostgresConnector',
    'plugin.name': 'pgoutput',
    'publication.autocreate.mode': 'filtered',
    'table.include.list': 'public.transport_units',
    'database.hostname': '127.0.0.1',
    'database.port': String(database.port),
    'database.user': 'postgres',
    'database.dbname': 'postgres',
  });
  debezium.up();
  const lake = new TopicsLake(root, [broker.address], {
    topics: [{ topic: 'fleet.public.transport_units', dataset: 'transport_units' }],
  });
  for (let landed = 0; landed === 0;) landed = (await lake.pull()).taken;
  database.run(statements(150, random).join('\n'));
  await debezium.kill();
  database.run(statements(50, random).join('\n'));
  debezium.up();
  await broker.kill();
  await broker.up();
  await caughtUp(lake, 'mark-1');
  const first = await compare(lake);
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
  await caughtUp(lake, 'mark-2');
  const second = await compare(lake);
  expect(second.here).toBe(second.there);
});
