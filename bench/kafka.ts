import { join } from 'node:path';
import { Producer } from '@platformatic/kafka';
import { landMessages, type PartitionBatch } from '../core/messages';
import { datasets } from '../datasets';
import { positions } from '../datasets/positions/contract';
import { kafkaSettings } from '../lambdas/kafka/settings';
import { LocalLake } from '../local/lake';
import { KafkaSession } from '../local/sources/kafka/session';
import { KafkaBroker } from '../scripts/servers/kafka-broker';
import { median, milliseconds, round, type BenchRow } from './bench-row';
import { withServers } from './with-servers';

const [RECORDS, AT_ONCE, TURNS] = [100_000, 1_000, 3];
const TOPIC = 'positions';

/** A topic to bronze, synced and committed, against the same consumer that only counts. Needs Java and Maven. */
export function benchKafka(): Promise<BenchRow[]> {
  return withServers(['java'], measure);
}

async function measure(root: string): Promise<BenchRow[]> {
  const broker = await KafkaBroker.start(root);
  try {
    await produce(broker.address);
    const [counted, landed]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < TURNS; turn++) {
      counted.push(await milliseconds(() => consume(broker.address, `count-${turn}`, async () => undefined)));
      const { bronze, ledger, clock } = new LocalLake({
        root: join(root, `lake-${turn}`),
        datasets,
        defaultDataset: 'immunizations',
      });
      const deps = { source: 'bench', dataset: positions, bronze, ledger, clock };
      landed.push(
        await milliseconds(() =>
          consume(broker.address, `land-${turn}`, (batch) => landMessages(batch, deps)),
        ),
      );
    }
    const perSecond = (times: readonly number[]): number => round((RECORDS / median(times)) * 1_000);
    return [
      { name: 'count the messages of a topic', value: perSecond(counted), unit: 'records/s' },
      {
        name: 'a topic to bronze',
        value: perSecond(landed),
        unit: 'records/s',
        against: 'the same consumer that only counts',
        ratio: round(median(counted) / median(landed)),
      },
    ];
  } finally {
    await broker.kill();
  }
}

async function produce(broker: string): Promise<void> {
  const producer = new Producer({
    clientId: 'bench',
    bootstrapBrokers: [broker],
    autocreateTopics: true,
    retries: 20,
    retryDelay: 500,
  });
  for (let from = 0; from < RECORDS; from += AT_ONCE) {
    const messages = Array.from({ length: AT_ONCE }, (_, index) => ({
      topic: TOPIC,
      value: Buffer.from(JSON.stringify(report(from + index))),
    }));
    await producer.send({ messages });
  }
  await producer.close();
}

function report(number: number): object {
  return {
    unit_id: `U-${number % 500}`,
    reported_at: new Date(Date.UTC(2026, 0, 1) + number * 1_000).toISOString(),
    mode: 'maritime',
    latitude: (number % 160) - 80 + 0.123456,
    longitude: (number % 340) - 170 + 0.654321,
    speed_kmh: number % 60,
    heading_deg: number % 360,
  };
}

/** Reads the whole topic as a group of its own. */
async function consume(
  broker: string,
  group: string,
  take: (batch: PartitionBatch) => Promise<unknown>,
): Promise<void> {
  const settings = kafkaSettings.parse({
    brokers: [broker],
    tls: false,
    topics: [{ topic: TOPIC, dataset: positions.name }],
  });
  const session = await KafkaSession.open(settings, group, undefined);
  const { signal } = new AbortController();
  try {
    for (let taken = 0; taken < RECORDS;) {
      for (const fetched of await session.next(signal)) {
        await take(fetched.batch);
        await fetched.commit();
        taken += fetched.batch.messages.length;
      }
    }
  } finally {
    await session.close();
  }
}
