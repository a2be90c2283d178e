import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MariaDb } from '../../scripts/servers/database-server';
import { changesOfMariaDb, Debezium } from '../../scripts/servers/debezium';
import { KafkaBroker } from '../../scripts/servers/kafka-broker';
import { TABLE } from '../../scripts/servers/transport-units';
import { needs } from '../support/needs';
import { caughtUp, compared, type Copied } from './table-copy';
import { TopicsLake } from './topics-lake';
import { chance, COLUMNS, statements } from './workload';

needs('java', 'mariadb');

const root = mkdtempSync(join(tmpdir(), 'changes-mysql-'));
let broker: KafkaBroker;
let database: MariaDb;
let debezium: Debezium;

beforeAll(async () => {
  [broker, database] = await Promise.all([KafkaBroker.start(root), MariaDb.start(root)]);
});

afterAll(async () => {
  await debezium?.kill();
  await database?.stop();
  await broker?.kill();
  rmSync(root, { recursive: true, force: true });
});

const NAMES = COLUMNS.split(', ');
/** As the lake prints them: a moment without zeros at its end. */
const ROWS = `SELECT concat_ws(',', ${NAMES.map((name) =>
  name === 'updated_at' ? "ifnull(regexp_replace(updated_at, '\\\\.?0+$', ''), '')" : `ifnull(${name}, '')`,
).join(', ')}, if(is_active, 't', 'f')) FROM transport_units ORDER BY binary unit_id`;

test('MariaDB’s table arrives row by row, through a snapshot, changes, moved keys, a kill of the broker and TRUNCATE', async () => {
  const random = chance(11);
  const directory = join(root, 'debezium');
  mkdirSync(directory);
  // Days, decimals and moments with six digits, as in PostgreSQL.
  database.run(TABLE.replace('timestamp(6)', 'datetime(6)'));
  database.run(statements(60, random).join('\n'));
  debezium = new Debezium(
    directory,
    broker.address,
    changesOfMariaDb(database, 'fleet.transport_units', directory),
  );
  debezium.up();
  const lake = new TopicsLake(root, [broker.address], {
    topics: [{ topic: 'fleet.fleet.transport_units', dataset: 'transport_units' }],
  });
  const copied: Copied = { lake, run: (sql) => database.run(sql), rows: () => database.run(ROWS) };
  for (let landed = 0; landed === 0;) landed = (await lake.pull()).taken;
  database.run(statements(150, random).join('\n'));
  // Not Debezium's: reading MariaDB as MySQL, it may go on behind an event after a kill.
  await broker.kill();
  database.run(statements(50, random).join('\n'));
  await broker.up();
  await caughtUp(copied, 'mark-1');
  const first = await compared(copied);
  expect(first.there.split('\n').length).toBeGreaterThan(10);
  expect(first.here).toBe(first.there);
  expect(
    await lake.lake.query("SELECT count(*) AS n FROM silver.quarantine WHERE dataset = 'transport_units'"),
  ).toEqual([{ n: 0 }]);

  database.run(`ALTER TABLE transport_units ADD COLUMN extra text; TRUNCATE transport_units;`);
  database.run(
    statements(80, random)
      .join('\n')
      .replaceAll(
        'transport_units VALUES',
        `transport_units (${[...NAMES.slice(0, 8), 'is_active', ...NAMES.slice(8)].join(', ')}) VALUES`,
      ),
  );
  await caughtUp(copied, 'mark-2');
  const second = await compared(copied);
  expect(second.here).toBe(second.there);
});
