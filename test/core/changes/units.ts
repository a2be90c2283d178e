import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { CHANGES, ChangeReader, type ChangeReaderOptions, type Decoded } from '../../../core/changes';
import { defineDataset, type ColumnType, type Dataset } from '../../../core/contracts';
import { jsonDecoder, landRecorded, type LandingReport } from '../../../core/messages';
import type { SqlRow } from '../../../core/ports';
import { LocalLake } from '../../../local/lake';

const column = (type: ColumnType, from: string, required = false) => ({
  type,
  from,
  required,
  sensitivity: 'internal' as const,
  description: from,
});

/** A table of another database with a column of each kind. */
export const units: Dataset = defineDataset({
  name: 'units',
  version: '1.0.0',
  description: 'Units.',
  domain: 'test',
  owner: 'test',
  sender: 'lake',
  key: ['id'],
  load: CHANGES,
  history: true,
  versionedBy: 'changed_at',
  columns: {
    id: column('bigint', '$.row.id', true),
    name: column('string', '$.row.name'),
    mass: column('decimal(20,3)', '$.row.mass'),
    seen: column('timestamp', '$.row.seen'),
    seen_tz: column('timestamp', '$.row.seen_tz'),
    doc: column('string', '$.row.doc'),
    tags: column('string', '$.row.tags'),
    d: column('date', '$.row.d'),
    is_on: column('boolean', '$.row.is_on'),
    changed_at: column('timestamp', '$.at'),
  },
});

/** A message's value, or its text, as it is read. */
export function decodedOf(value: unknown): Decoded {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const decoded = jsonDecoder.decode(Buffer.from(text));
  if (!decoded) throw new Error('expected JSON');
  return decoded;
}

/** The changes that values come to, one after the other. */
export function changesOf(values: readonly unknown[], options: ChangeReaderOptions = {}): object[] {
  const reader = new ChangeReader(units, options);
  return values.flatMap((value, index): object[] => {
    const read = reader.read({ value: decodedOf(value), place: String(index) });
    return 'changes' in read ? read.changes.map(({ op, row }) => ({ op, row })) : [read];
  });
}

let recordings = 0;

/** A lake of {@link units}. */
export class UnitsLake {
  readonly lake: LocalLake;
  private looks = 0;

  constructor(root: string) {
    this.lake = new LocalLake({
      root: join(root, `lake-${recordings++}`),
      datasets: [units],
      defaultDataset: 'units',
      clock: { now: () => new Date(Date.UTC(2026, 10, 27) + this.looks++ * 1000) },
    });
  }

  /** Lands lines as `lake put --format` does, under the name of their content. */
  async put(
    sha256: string,
    lines: readonly string[],
    options: ChangeReaderOptions = {},
  ): Promise<LandingReport> {
    const { bronze, ledger, clock } = this.lake;
    return landRecorded(
      { sha256, count: lines.length, lines: buffers(lines) },
      { source: 'put', dataset: units, changes: options, bronze, ledger, clock },
    );
  }

  async rows(columns: string): Promise<SqlRow[]> {
    return this.lake.query(`SELECT ${columns} FROM silver.units ORDER BY id`);
  }
}

async function* buffers(lines: readonly string[]): AsyncGenerator<Buffer> {
  for (const line of lines) yield Buffer.from(line);
}

/** What Debezium 3.6 wrote for one table of PostgreSQL 15. */
export const CAPTURE = readFileSync(
  join(__dirname, '../../fixtures/cdc/debezium-postgres-units.ndjson'),
  'utf8',
)
  .trimEnd()
  .split('\n');
