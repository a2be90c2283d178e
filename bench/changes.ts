import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { jsonDecoder, landMessages } from '../core/messages';
import { transportUnits } from '../datasets/transport_units/contract';
import { kafkaSettings } from '../lambdas/kafka/settings';
import { topicsOf } from '../lambdas/kafka/topic-of';
import { LocalLake } from '../local/lake';
import { KafkaSession } from '../local/sources/kafka/session';
import { Postgres } from '../scripts/servers/database-server';
import { changesOf, Debezium } from '../scripts/servers/debezium';
import { KafkaBroker } from '../scripts/servers/kafka-broker';
import { TABLE } from '../scripts/servers/transport-units';
import { milliseconds, round, type BenchRow } from './bench-row';
import { withServers } from './with-servers';

const UNITS = 25_000;
/** Each is written, and changed once. */
const CHANGES = 2 * UNITS;
/** Rows a second of CDC, PostgreSQL to Iceberg, on 32 cores. @see https://olake.io/docs/benchmarks/ */
const PUBLISHED = 55_000;

/** Changes of PostgreSQL by Debezium and Kafka to silver, against the database's own copy of as many rows. */
export function benchChanges(): Promise<BenchRow[]> {
  return withServers(['java', 'postgresql'], measure);
}

async function measure(root: string): Promise<BenchRow[]> {
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const broker = await KafkaBroker.start(root);
    stops.push(() => broker.kill());
    const database = await Postgres.start(root);
    stops.push(() => database.stop());
    database.run(TABLE);
    const tables = changesOf(database, 'public.transport_units');
    const debezium = new Debezium(join(root, 'debezium'), broker.address, tables);
    stops.push(() => debezium.kill());
    debezium.up();
    await debezium.toldAll(database);
    const told = await milliseconds(async () => {
      database.run(WORK);
      await debezium.toldAll(database);
    });
    const copied = await milliseconds(() => copy(database, root));
    const lake = new LocalLake({
      root: join(root, 'lake'),
      // Its models need other datasets.
      datasets: [{ ...transportUnits, models: [] }],
      defaultDataset: transportUnits.name,
    });
    stops.push(async () => lake.close());
    const landed = await milliseconds(() => pull(lake, broker.address));
    const loaded = await milliseconds(() => lake.transform());
    const perSecond = (time: number): number => round((CHANGES / time) * 1_000);
    const against = 'the database’s own COPY of as many rows';
    return [
      { name: 'COPY to a file, and into another table', value: perSecond(copied), unit: 'rows/s' },
      { name: 'the database writes, Debezium tells Kafka', value: perSecond(told), unit: 'changes/s' },
      {
        name: 'Kafka to bronze',
        value: perSecond(landed),
        unit: 'changes/s',
        against,
        ratio: round(copied / landed),
      },
      {
        name: 'bronze to silver, with the history',
        value: perSecond(loaded),
        unit: 'changes/s',
        against,
        ratio: round(copied / loaded),
      },
      {
        name: 'Kafka to silver',
        value: perSecond(landed + loaded),
        unit: 'changes/s',
        against,
        ratio: round(copied / (landed + loaded)),
      },
      {
        name: 'the same',
        value: perSecond(landed + loaded),
        unit: 'changes/s',
        against: `the ${PUBLISHED.toLocaleString('en')} rows/s that OLake publishes, from other machines`,
        ratio: round(perSecond(landed + loaded) / PUBLISHED),
      },
    ];
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

const WORK = `INSERT INTO transport_units
SELECT 'U-' || n, 'unit ' || n, 'maritime', 'model', 'base ' || n % 9, n + 0.125, 40.5, '2020-02-29', true, 'a description of some length that says what it is', '2026-01-01 00:00:00.123456'
FROM generate_series(1, ${UNITS}) AS n;
UPDATE transport_units SET name = name || ' again', capacity_kg = capacity_kg + 1;`;

function copy(database: Postgres, root: string): void {
  const directory = join(root, 'copy');
  mkdirSync(directory);
  chmodSync(directory, 0o777);
  const file = join(directory, 'rows.csv');
  database.run(`COPY (SELECT * FROM transport_units UNION ALL SELECT * FROM transport_units) TO '${file}' CSV;
CREATE TABLE copied (LIKE transport_units);
COPY copied FROM '${file}' CSV;`);
}

/** Every change, landed and committed as a lake that runs does it. */
async function pull({ bronze, ledger, clock }: LocalLake, broker: string): Promise<void> {
  const topics = [{ topic: 'fleet.public.transport_units', dataset: transportUnits.name }];
  const settings = kafkaSettings.parse({ brokers: [broker], tls: false, topics });
  const readings = topicsOf(settings, [transportUnits]);
  const session = await KafkaSession.open(settings, 'bench', undefined);
  const { signal } = new AbortController();
  try {
    for (let taken = 0; taken < CHANGES;) {
      for (const fetched of await session.next(signal)) {
        const { batch } = fetched;
        const reading = readings.get(batch.topic);
        if (!reading) throw new Error(`expected a topic of ${topics[0]?.topic}, not ${batch.topic}`);
        const deps = { ...reading, source: 'fleet', decoder: jsonDecoder, bronze, ledger, clock };
        taken += (await landMessages(batch, deps)).landed;
        await fetched.commit();
      }
    }
  } finally {
    await session.close();
  }
}
