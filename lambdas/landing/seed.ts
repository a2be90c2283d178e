import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import type { Dataset } from '../../core/contracts';
import type { Clock, Ledger, ObjectStore } from '../../core/ports';
import { arrivalAttributes } from '../../core/bronze/envelope';
import { cloudEvent } from '../../core/bronze/cloud-event';

const COLLECTION = 'seeds';

interface SeedState {
  /** SHA-256 of the file, hex. */
  readonly hash: string;
  /** When this content was first seen. Milliseconds since 1970-01-01 UTC. */
  readonly arrivedAt: number;
  readonly landed: boolean;
}

/**
 * Lands a reference dataset's file in bronze, once per content: one event per row, its payload an object
 * with the header's names.
 *
 * @param text tab-separated values with a header line
 * @returns rows landed; 0 when this content has been landed before
 */
export async function landSeed(
  dataset: Dataset,
  text: string,
  { bronze, ledger, clock }: { bronze: ObjectStore; ledger: Ledger; clock: Clock },
): Promise<number> {
  const hash = createHash('sha256').update(text).digest('hex');
  const before = await ledger.get<SeedState>(COLLECTION, dataset.name);
  if (before?.value.hash === hash && before.value.landed) return 0;
  const arrivedAt = before?.value.hash === hash ? before.value.arrivedAt : clock.now().getTime();
  const claimed = await ledger.put<SeedState>(
    COLLECTION,
    dataset.name,
    { hash, arrivedAt, landed: false },
    before?.version ?? 0,
  );
  if (!claimed) return 0;

  const rows = parse(text, {
    columns: true,
    delimiter: '\t',
    skip_empty_lines: true,
    relax_quotes: true,
  });
  const lines = rows.map((row, index) => {
    const attributes = {
      id: `${hash.slice(0, 16)}:${index}`,
      source: `/headwater/seeds/${dataset.name}`,
      time: new Date(arrivedAt),
    };
    const arrival = arrivalAttributes({ sequenceNumber: String(index), arrivedAt }, 'seed');
    return `${arrival}${cloudEvent(dataset, attributes, JSON.stringify(row)).slice(1)}\n`;
  });
  const [day, time] = new Date(arrivedAt).toISOString().slice(0, -1).split('T') as [string, string];
  const key = `${dataset.name}/${day.replaceAll('-', '/')}/${time.replaceAll(/[:.]/g, '')}Z-seed-${hash.slice(0, 16)}.json`;
  await bronze.putIfAbsent(key, lines.join(''), { contentType: 'application/x-ndjson' });
  await ledger.put<SeedState>(COLLECTION, dataset.name, { hash, arrivedAt, landed: true }, claimed.version);
  return rows.length;
}
