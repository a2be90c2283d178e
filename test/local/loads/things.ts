import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { defineDataset, deletionType, type Dataset, type DatasetContract } from '../../../core/contracts';
import type { SqlRow } from '../../../core/ports';
import { LocalLake } from '../../../local/lake';

/** A dataset of its own, small enough for many runs. */
export function things(change: Partial<DatasetContract> = {}): Dataset {
  return defineDataset({
    name: 'things',
    version: '1.0.0',
    description: 'Things.',
    domain: 'test',
    owner: 'test',
    key: ['id'],
    columns: {
      id: { type: 'string', sensitivity: 'internal', required: true, from: '$.id', description: 'Id' },
      name: { type: 'string', sensitivity: 'internal', from: '$.name', description: 'Name' },
      bio: { type: 'string', sensitivity: 'internal', from: '$.bio', description: 'Bio' },
      at: { type: 'timestamp', sensitivity: 'internal', from: '$.at', description: 'By the sender' },
    },
    ...change,
  });
}

/** Changes as a database tells them, ordered by `lsn` and `offset`. */
export const CHANGES = {
  load: {
    operation: '$.op',
    operations: { insert: ['c', 'r'], update: ['u'], partial: ['p'], delete: ['d'], truncate: ['t'] },
    position: [
      { path: '$.lsn', as: 'number' },
      { path: '$.offset', as: 'number' },
    ],
  },
} as const satisfies Partial<DatasetContract>;

/** One line of bronze, and where it stands. */
export interface Event {
  /** Place in the stream; also decides when it arrived, one second a place, unless `arrival` says otherwise. */
  readonly nth: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly deletes?: boolean;
}

const START = Date.UTC(2026, 10, 20);

export function line(dataset: Dataset, { nth, data, deletes = false }: Event): string {
  const time = new Date(START + nth * 1000).toISOString();
  return `${JSON.stringify({
    recordedtime: time,
    sequence: `${String(nth).padStart(56, '0')}-test`,
    specversion: '1.0',
    dataset: dataset.name,
    id: `e${nth}`,
    source: '/test',
    type: deletes ? deletionType(dataset) : dataset.eventType,
    time,
    data,
  })}\n`;
}

/** A lake of one dataset. */
export class ThingsLake {
  readonly lake: LocalLake;
  private objects = 0;
  private looks = 0;

  /** @param rowsPerFile rows that one file of a table may hold. @default as in any lake */
  constructor(
    root: string,
    readonly dataset: Dataset,
    rowsPerFile?: number,
  ) {
    this.lake = new LocalLake({
      root: join(root, 'lake'),
      datasets: [dataset],
      defaultDataset: dataset.name,
      ...(rowsPerFile !== undefined && { rowsPerFile }),
      // Every look at the clock is a second later, so that no two runs have one name.
      clock: { now: () => new Date(Date.UTC(2026, 10, 21, 12) + this.looks++ * 1000) },
    });
  }

  /** Puts events into bronze as one object. */
  async land(...events: readonly Event[]): Promise<void> {
    const body = events.map((event) => line(this.dataset, event)).join('');
    await this.lake.bronze.putIfAbsent(`${this.dataset.bronze}/2026/11/20/${this.objects++}.json`, body);
  }

  /** Reads all of bronze again, as a backfill does. */
  async run(...events: readonly Event[]): Promise<Record<string, unknown>> {
    if (events.length > 0) await this.land(...events);
    const [report] = await this.lake.transform({ window: { from: '2026/11/20', to: '2026/11/20' } });
    return { ...report };
  }

  /** Reads what no run has loaded. */
  async runNew(...events: readonly Event[]): Promise<Record<string, unknown>> {
    if (events.length > 0) await this.land(...events);
    const [report] = await this.lake.transform();
    return { ...report };
  }

  /** Forgets how far it is loaded. */
  loseThePosition(): void {
    rmSync(join(this.lake.layout.ledger, 'positions.log'), { force: true });
  }

  rows(columns = 'id, name, bio'): Promise<SqlRow[]> {
    return this.lake.query(`SELECT ${columns} FROM silver.${this.dataset.name} ORDER BY id`);
  }

  history(columns = 'id, name, bio, valid_from, valid_to, is_current'): Promise<SqlRow[]> {
    return this.lake.query(
      `SELECT ${columns} FROM silver.${this.dataset.name}_history ORDER BY id, valid_from`,
    );
  }
}
