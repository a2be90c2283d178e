import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import type { Dataset } from '../../core/contracts';
import type { Clock, Ledger, ObjectStore } from '../../core/ports';
import { cloudEvent, writeWhole } from '../../core/bronze';

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
  const name = hash.slice(0, 16);
  const source = `/headwater/seeds/${dataset.name}`;
  const time = new Date(arrivedAt);
  const records = rows.map((row, index) => ({
    sequenceNumber: String(index),
    arrivedAt,
    data: Buffer.from(cloudEvent(dataset, { id: `${name}:${index}`, source, time }, JSON.stringify(row))),
  }));
  await writeWhole({ stream: 'seeds', shard: `seed-${name}`, dataset, records }, bronze);
  await ledger.put<SeedState>(COLLECTION, dataset.name, { hash, arrivedAt, landed: true }, claimed.version);
  return rows.length;
}
