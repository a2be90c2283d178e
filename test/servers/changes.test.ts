import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needs } from '../support/needs';
import { changesOf, Debezium } from '../../scripts/servers/debezium';
import { Postgres } from '../../scripts/servers/database-server';
import { KafkaBroker } from '../../scripts/servers/kafka-broker';
import { caughtUp, compared, type Copied } from './table-copy';
import { TopicsLake } from './topics-lake';
import { TABLE } from '../../scripts/servers/transport-units';
import { chance, COLUMNS, statements } from './workload';

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

test('PostgreSQL’s table arrives row by row, through a snapshot, changes, a kill of each part and TRUNCATE', async () => {
  const random = chance(7);
  database.run(TABLE);
  database.run(statements(60, random).join('\n'));
  debezium = new Debezium(
    join(root, 'debezium'),
    broker.address,
    changesOf(database, 'public.transport_units'),
  );
  debezium.up();
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
