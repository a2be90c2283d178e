import { join } from 'node:path';
import { datasets } from '../../datasets';
import { immunizations } from '../../datasets/immunizations/contract';
import { cloudEvent } from '../../core/bronze/cloud-event';
import { LocalLake } from '../../local/lake';

/** A lake in a directory of its own, with a clock that the test may set. */
export function testLake(
  root: string,
  { smallCellThreshold = 1, now = new Date('2026-11-21T12:00:00Z') } = {},
): LocalLake {
  return new LocalLake({
    root: join(root, 'lake'),
    datasets,
    defaultDataset: 'immunizations',
    smallCellThreshold,
    clock: { now: () => now },
  });
}

export interface Landed {
  readonly id: string;
  /** The payload: an object, or text as it is. */
  readonly payload: unknown;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly arrivedAt: number;
}

/** A bronze line as landing writes it. */
export function bronzeLine({ id, payload, arrivedAt }: Landed, sequence: number): string {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const event = cloudEvent(immunizations, { id, source: '/test', time: new Date(arrivedAt) }, text);
  return `{"recordedtime":"${new Date(arrivedAt).toISOString()}","sequence":"${String(sequence).padStart(56, '0')}-test",${event.slice(1)}\n`;
}

/** Puts lines into bronze as one object of the day of the first one's arrival. */
export async function intoBronze(
  lake: LocalLake,
  records: readonly Landed[],
  name: string,
  from = 1,
): Promise<void> {
  const day = new Date(records[0]?.arrivedAt ?? 0).toISOString().slice(0, 10).replaceAll('-', '/');
  const lines = records.map((record, index) => bronzeLine(record, from + index));
  await lake.bronze.putIfAbsent(`immunizations/${day}/${name}.json`, lines.join(''));
}
