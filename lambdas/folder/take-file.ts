import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { BronzeWriter, type ArrivedRecord } from '../../core/bronze';
import { routesTo } from '../../core/bronze/routes';
import type { Dataset } from '../../core/contracts';
import type { Clock, Ledger, ObjectStore } from '../../core/ports';
import { recordsIn, type FileFormat } from './read-records';

/** Records written at a time: some megabytes. */
const BATCH = 5_000;
const BATCH_BYTES = 8 * 1024 * 1024;

/** A file as its store hands it over. Opened twice: once to know its content, once to take it. */
export interface DroppedFile {
  readonly format: FileFormat;
  readonly open: () => Promise<Readable>;
}

export interface TakeDependencies {
  readonly source: string;
  readonly dataset: Dataset;
  readonly delimiter: string;
  readonly bronze: ObjectStore;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
}

/** What is known of a content, whatever its file is called. */
interface Content {
  /** When it was first seen, which is when its records arrived. Milliseconds since 1970-01-01 UTC. */
  readonly arrivedAt: number;
  readonly taken: boolean;
}

export interface Taken {
  readonly sha256: string;
  /** False when the same content had been taken before. */
  readonly isNew: boolean;
  /** Records that this try has landed. */
  readonly records: number;
}

/**
 * Takes a file's records into bronze, each once: a try that broke off goes on where it was, and the same content
 * under another name is known.
 */
export async function takeFile(file: DroppedFile, deps: TakeDependencies): Promise<Taken> {
  const sha256 = await hashOf(await file.open());
  const id = `${deps.source}/${sha256}`;
  const known = await deps.ledger.get<Content>(COLLECTION, id);
  if (known?.value.taken) return { sha256, isNew: false, records: 0 };
  const arrivedAt = known?.value.arrivedAt ?? deps.clock.now().getTime();
  const claimed = await deps.ledger.put<Content>(
    COLLECTION,
    id,
    { arrivedAt, taken: false },
    known?.version ?? 0,
  );
  // Somebody else is at the same content, and will take it whole or leave it to the next try.
  if (!claimed) return { sha256, isNew: false, records: 0 };
  const records = await land(file, { ...deps, sha256, arrivedAt });
  await deps.ledger.put<Content>(COLLECTION, id, { arrivedAt, taken: true }, claimed.version);
  return { sha256, isNew: true, records };
}

const COLLECTION = 'dropped-contents';

async function land(
  file: DroppedFile,
  deps: TakeDependencies & { readonly sha256: string; readonly arrivedAt: number },
): Promise<number> {
  const { source, dataset, delimiter, sha256, arrivedAt, signal } = deps;
  const writer = new BronzeWriter({ ...deps, routes: routesTo(dataset) });
  const shard = { stream: `folder-${source}`, shard: sha256.slice(0, 32), dataset };
  let [landed, sequence, bytes] = [0, 0, 0];
  let batch: ArrivedRecord[] = [];
  const write = async (): Promise<void> => {
    signal?.throwIfAborted();
    if (batch.length === 0) return;
    const report = await writer.write({ ...shard, records: batch });
    if (report.failedFrom) throw report.failedFrom.cause;
    landed += report.landed;
    [batch, bytes] = [[], 0];
  };
  for await (const data of recordsIn(await file.open(), file.format, delimiter)) {
    batch.push({ sequenceNumber: String((sequence += 1)), arrivedAt, data });
    bytes += data.length;
    if (batch.length >= BATCH || bytes >= BATCH_BYTES) await write();
  }
  await write();
  return landed;
}

async function hashOf(content: Readable): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of content) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
