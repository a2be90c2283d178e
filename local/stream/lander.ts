import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BronzeWriter, type ArrivedRecord, type BronzeWriterDeps } from '../../core/bronze';
import type { Ledger } from '../../core/ports';
import { FileLock } from '../store/file-lock';
import { lockOf, shardFiles, type LoggedRecord } from './log-stream';

const STREAM = 'local';
const CHECKPOINTS = 'checkpoints';
/** As Kinesis hands to Lambda at most. */
const MAX_RECORDS = 10_000;
/** Bytes read per batch; one record of the largest size always fits. */
const MAX_BYTES = 16 * 1024 * 1024;

interface Checkpoint {
  /** Bytes of the shard file that are landed. */
  readonly offset: number;
}

export interface LanderDeps extends BronzeWriterDeps {
  readonly ledger: Ledger;
  readonly directory: string;
}

/**
 * Lands everything that waits in the stream, batch by batch, the way the event source mapping feeds the
 * landing function. Shard files whose writer is gone and which are landed whole are deleted.
 *
 * @returns records landed
 * @throws whatever kept a batch from landing; what was landed before it stays landed
 */
export async function landStream(deps: LanderDeps): Promise<number> {
  let landed = 0;
  for (const name of await shardFiles(deps.directory)) {
    const path = join(deps.directory, name);
    const writerGone = await FileLock.tryAcquire(lockOf(path));
    try {
      landed += await landShard(path, name.slice(0, -'.log'.length), deps);
      if (writerGone) await Promise.all([rm(path, { force: true }), rm(lockOf(path), { force: true })]);
    } finally {
      await writerGone?.release();
    }
  }
  return landed;
}

async function landShard(path: string, shard: string, deps: LanderDeps): Promise<number> {
  const checkpoint = await deps.ledger.get<Checkpoint>(CHECKPOINTS, `${STREAM}/${shard}`);
  let offset = checkpoint?.value.offset ?? 0;
  let version = checkpoint?.version ?? 0;
  let landed = 0;
  const file = await open(path, 'r');
  try {
    for (;;) {
      const { records, bytes } = await readBatch(file, offset);
      if (records.length === 0) return landed;
      const report = await new BronzeWriter(deps).write({ stream: STREAM, shard, records });
      landed += report.landed;
      if (report.failedFrom) throw report.failedFrom.cause;
      offset += bytes;
      version =
        (await deps.ledger.put<Checkpoint>(CHECKPOINTS, `${STREAM}/${shard}`, { offset }, version))
          ?.version ?? version;
    }
  } finally {
    await file.close();
  }
}

/** Whole lines from the offset on. A torn last line was never acknowledged and is left. */
async function readBatch(
  file: Awaited<ReturnType<typeof open>>,
  offset: number,
): Promise<{ records: ArrivedRecord[]; bytes: number }> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(MAX_BYTES), 0, MAX_BYTES, offset);
  const end = buffer.subarray(0, bytesRead).lastIndexOf('\n');
  if (end < 0) return { records: [], bytes: 0 };
  const lines = buffer.toString('utf8', 0, end).split('\n').slice(0, MAX_RECORDS);
  return {
    records: lines.map((line) => JSON.parse(line) as LoggedRecord),
    bytes: lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0),
  };
}
