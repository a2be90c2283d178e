import type { ReadDependencies, ReadReport } from '../read-documents';
import type { LocalLake } from '../../../lake';
import { FileLock } from '../../../store/file-lock';
import { loadDocuments } from '../heavy';
import { readingLock } from '../reading-lock';
import { tell } from '../../../commands/output';
import { progress } from '../../../commands/progress';

/** Works while no other process of this machine reads documents of the lake; waits for one that does. */
export async function whileNobodyReads<T>({ layout }: LocalLake, work: () => Promise<T>): Promise<T> {
  const held = readingLock(layout);
  let lock = await FileLock.tryAcquire(held);
  if (lock === undefined) {
    tell('Another process reads documents of this lake; waiting for it to end.');
    lock = await FileLock.acquire(held);
  }
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/** Reads documents that have been pulled: all that wait, unless told otherwise. */
export async function readPulled(
  lake: LocalLake,
  choice: Pick<ReadDependencies, 'only' | 'dateOrder'> = {},
): Promise<ReadReport> {
  const { bronze, ledger, clock } = lake;
  const reading = progress('Reading', 0);
  return loadDocuments()
    .readDocuments({
      bronze,
      ledger,
      clock,
      ...choice,
      onProgress: ({ documents, totalDocuments, page, pages }) =>
        reading.update(documents, `of ${totalDocuments} documents, page ${page} of ${pages}`),
    })
    .finally(() => reading.stop());
}
