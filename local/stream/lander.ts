import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BronzeWriter, type BronzeWriterDeps } from '../../core/bronze';
import type { Ledger } from '../../core/ports';
import { FileLock } from '../store/file-lock';
import type { SetAside } from './set-aside';
import { lockOf } from './shard-file';
import { readBatch } from './shard-reader';

const STREAM = 'local';
const CHECKPOINTS = 'checkpoints';

interface Checkpoint {
  /** Bytes of the shard file that are landed. */
  readonly offset: number;
}

export interface LanderDeps extends BronzeWriterDeps {
  readonly ledger: Ledger;
  /** Of the shard files. */
  readonly directory: string;
  /** Where lines go that can't be read. */
  readonly setAside: SetAside;
}

export interface LandReport {
  /** Records landed. */
  readonly landed: number;
  /** Lines set aside because they can't be read. */
  readonly setAside: number;
  /** What kept shards from landing whole; the others are landed. */
  readonly failures: readonly unknown[];
}

/**
 * Lands everything that waits in the stream, batch by batch, the way the event source mapping feeds the
 * landing function. A shard that fails keeps no other from landing. Shard files whose writer is gone and
 * which are landed whole are deleted.
 */
export async function landStream(deps: LanderDeps): Promise<LandReport> {
  const total = { landed: 0, setAside: 0, failures: [] as unknown[] };
  for (const name of await shardFiles(deps.directory)) {
    const path = join(deps.directory, name);
    try {
      const writerGone = await FileLock.tryAcquire(lockOf(path));
      try {
        await landShard(path, name.slice(0, -'.log'.length), deps, total);
        if (writerGone) await Promise.all([rm(path, { force: true }), rm(lockOf(path), { force: true })]);
      } finally {
        await writerGone?.release();
      }
    } catch (cause) {
      total.failures.push(cause);
    }
  }
  return total;
}

/** @throws whatever kept a batch from landing; what was landed before it stays landed and is counted */
async function landShard(
  path: string,
  shard: string,
  deps: LanderDeps,
  total: { landed: number; setAside: number },
): Promise<void> {
  const checkpoint = await deps.ledger.get<Checkpoint>(CHECKPOINTS, `${STREAM}/${shard}`);
  let offset = checkpoint?.value.offset ?? 0;
  let version = checkpoint?.version ?? 0;
  const writer = new BronzeWriter(deps);
  const file = await open(path, 'r');
  try {
    for (;;) {
      const { records, unreadable, next } = await readBatch(file, offset);
      if (next === offset) return;
      for (const place of unreadable) await deps.setAside.keep(path, place);
      if (records.length > 0) {
        const report = await writer.write({ stream: STREAM, shard, records });
        total.landed += report.landed;
        if (report.failedFrom) throw report.failedFrom.cause;
      }
      total.setAside += unreadable.length;
      offset = next;
      const written = await deps.ledger.put<Checkpoint>(
        CHECKPOINTS,
        `${STREAM}/${shard}`,
        { offset },
        version,
      );
      version = written?.version ?? version;
    }
  } finally {
    await file.close();
  }
}

/** Names of the shard files, oldest first. What else lies there is nobody's business here. */
async function shardFiles(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && /^shardId-[0-9a-f-]{36}\.log$/.test(entry.name))
    .map(({ name }) => name)
    .sort();
}
