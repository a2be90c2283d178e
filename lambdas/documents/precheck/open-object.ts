import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ObjectStore } from '../../../core/ports';
import { MAX_DOCUMENT_BYTES } from './check-pdf';
import { FileAccess, inMemory, type RandomAccess } from './random-access';

/** Up to here an object is held in memory; above, it is put on disk first. Bytes. */
const IN_MEMORY_BYTES = 32 * 1024 * 1024;

/**
 * Gives an object's bytes in any order for as long as some work takes. A large one lies in the temporary
 * directory meanwhile, which needs as much room (Lambda: 512 MB by default, too little by the way for a
 * document of the greatest size: set 1,024).
 *
 * @returns undefined when there is no such object
 */
export async function withObject<T>(
  objects: ObjectStore,
  key: string,
  work: (source: RandomAccess) => Promise<T>,
): Promise<T | undefined> {
  const info = await objects.head(key);
  if (info === undefined) return undefined;
  // Its size alone says that it is rejected.
  if (info.size > MAX_DOCUMENT_BYTES)
    return work({ origin: '', size: info.size, read: () => new Uint8Array() });
  if (info.size <= IN_MEMORY_BYTES) {
    const bytes = await objects.get(key);
    return bytes && work(inMemory(bytes));
  }
  const folder = await mkdtemp(join(tmpdir(), 'headwater-document-'));
  try {
    const path = join(folder, 'document.pdf');
    await pipeline(await objects.getStream(key), createWriteStream(path));
    const file = new FileAccess(path);
    return await work(file).finally(() => file.close());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
