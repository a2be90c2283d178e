import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { datasets } from '../datasets';
import { immunizations } from '../datasets/immunizations/contract';
import {
  BronzeWriter,
  cloudEvent,
  routesOf,
  type ArrivedRecord,
  type BronzeWriterDeps,
} from '../core/bronze';
import { median, milliseconds, round, type BenchRow } from './bench-row';

const ROUNDS = 21;
/** As many records as one invocation gets at most. */
const RECORDS = 10_000;

/**
 * Landing a full batch, against the least that could be done with it: decode each record's base64 and put
 * the bytes together. Store and ledger do nothing, so that the core alone is measured.
 */
export async function benchLanding(): Promise<BenchRow[]> {
  const records = batch();
  const floors: number[] = [];
  const landings: number[] = [];
  for (let turn = 0; turn < ROUNDS; turn++) {
    floors.push(await milliseconds(() => floor(records)));
    const writer = new BronzeWriter(nowhere());
    landings.push(
      await milliseconds(() => writer.write({ stream: 's', shard: 'shardId-000000000000', records })),
    );
  }
  return [
    { name: 'decode and concatenate 10,000 records', value: round(median(floors)), unit: 'ms' },
    {
      name: 'land 10,000 records',
      value: round(median(landings)),
      unit: 'ms',
      against: 'decode and concatenate',
      ratio: round(median(floors) / median(landings)),
      target: 0.5,
    },
  ];
}

function floor(records: readonly ArrivedRecord[]): Buffer {
  return Buffer.concat(records.map(({ data }) => Buffer.from(data as string, 'base64')));
}

function nowhere(): BronzeWriterDeps {
  return {
    routes: routesOf(datasets, 'immunizations'),
    bronze: { putIfAbsent: async () => 'written' } as unknown as BronzeWriterDeps['bronze'],
    ledger: {
      get: async () => undefined,
      put: async (_collection: string, _id: string, value: unknown) => ({ value, version: 1 }),
    } as unknown as BronzeWriterDeps['ledger'],
  };
}

function batch(): ArrivedRecord[] {
  const file = join(__dirname, '../datasets/immunizations/sample/immunizations.ndjson');
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return Array.from({ length: RECORDS }, (_, index) => {
    const time = new Date(Date.UTC(2026, 0, 1) + index);
    const attributes = { id: `event-${index}`, source: '/bench', time };
    const event = cloudEvent(immunizations, attributes, lines[index % lines.length] ?? '{}');
    return {
      data: Buffer.from(event).toString('base64'),
      sequenceNumber: String(49590338271490256608559692538361571095n + BigInt(index)),
      arrivedAt: time.getTime(),
    };
  });
}
