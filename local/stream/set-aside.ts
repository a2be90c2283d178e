import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DirectoryObjectStore } from '../store/directory-object-store';
import type { Unreadable } from './shard-reader';

/**
 * Keeps lines of the stream that can't be read, each as a file named by the shard and the place it stood at,
 * so that landing goes on without them and nothing is thrown away.
 */
export class SetAside {
  private readonly store: DirectoryObjectStore;

  constructor(private readonly directory: string) {
    this.store = new DirectoryObjectStore(directory);
  }

  /** Doing it again for the same place changes nothing. */
  async keep(shardPath: string, { offset, length }: Unreadable): Promise<void> {
    const name = `${basename(shardPath, '.log')}-${offset}.line`;
    const line = createReadStream(shardPath, { start: offset, end: offset + length });
    await this.store.putStream(name, line);
  }

  /** Paths of the lines that are kept, oldest shard first. */
  async list(): Promise<string[]> {
    const names = await readdir(this.directory).catch(() => []);
    return names
      .filter((name) => name.endsWith('.line'))
      .sort()
      .map((name) => join(this.directory, name));
  }
}
