import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, posix, relative, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ByteMeter } from '../../lambdas/byte-meter';
import type { ObjectInfo, ObjectStore, PutOptions, StreamedPut } from '../../core/ports';
import { codeOf, createDurably, replaceDurably } from './durable-file';

const SCRATCH = '.incoming';
const METADATA = '.metadata';
const IN_THE_WAY = '.was-in-the-way';

/** A zone of the lake as a directory. Writes go to a scratch file first, are synced and then named. */
export class DirectoryObjectStore implements ObjectStore {
  private readonly scratch: string;

  constructor(readonly root: string) {
    this.scratch = join(root, SCRATCH);
  }

  async putIfAbsent(
    key: string,
    body: Uint8Array | string,
    options?: PutOptions,
  ): Promise<'written' | 'exists'> {
    const create = (): Promise<boolean> => createDurably(this.path(key), body, this.scratch);
    const isNew = await create().catch(async (error: unknown) => {
      if (!['ENOTDIR', 'EEXIST'].includes(codeOf(error) ?? '') || !(await this.makeWay(key))) throw error;
      return create();
    });
    if (!isNew) return 'exists';
    await this.putMetadata(key, options);
    return 'written';
  }

  async put(key: string, body: Uint8Array | string, options?: PutOptions): Promise<void> {
    await replaceDurably(this.path(key), body, this.scratch);
    await this.putMetadata(key, options);
  }

  async putStream(key: string, body: Readable, options?: PutOptions): Promise<StreamedPut> {
    const meter = new ByteMeter();
    const scratch = join(this.scratch, randomUUID());
    await mkdir(this.scratch, { recursive: true });
    try {
      await pipeline(body, meter, createWriteStream(scratch, { flush: true }));
      await rename(scratch, await this.ready(key));
    } finally {
      await rm(scratch, { force: true });
    }
    await this.putMetadata(key, options);
    return meter.measured();
  }

  async get(key: string): Promise<Buffer | undefined> {
    return readFile(this.path(key)).catch(absent);
  }

  async getStream(key: string): Promise<Readable> {
    await stat(this.path(key));
    return createReadStream(this.path(key));
  }

  async head(key: string): Promise<ObjectInfo | undefined> {
    const found = await stat(this.path(key)).catch(absent);
    if (!found?.isFile()) return undefined;
    const text = await readFile(join(this.root, METADATA, key), 'utf8').catch(absent);
    const metadata = text === undefined ? {} : (JSON.parse(text) as Record<string, string>);
    return { key, size: found.size, lastModified: found.mtime, metadata };
  }

  async *list(prefix: string): AsyncIterable<ObjectInfo> {
    yield* this.walk(prefix.includes('/') ? posix.dirname(prefix + '_') : '', prefix);
  }

  async move(from: string, to: string): Promise<void> {
    await rename(this.path(from), await this.ready(to));
    const metadata = join(this.root, METADATA, to);
    await mkdir(dirname(metadata), { recursive: true });
    await rename(join(this.root, METADATA, from), metadata).catch(absent);
  }

  async delete(key: string): Promise<void> {
    await rm(this.path(key), { force: true });
    await rm(join(this.root, METADATA, key), { force: true });
  }

  /**
   * In a bucket an object may be named like the folder of others; here somebody's file would keep all of them out. It
   * keeps its content under a name beside its own.
   */
  private async makeWay(key: string): Promise<boolean> {
    const folders = key.split('/').slice(0, -1);
    for (let depth = 1; depth <= folders.length; depth += 1) {
      const path = this.path(folders.slice(0, depth).join('/'));
      if (!(await stat(path).catch(absent))?.isFile()) continue;
      await rename(path, `${path}${IN_THE_WAY}`);
      return true;
    }
    return false;
  }

  private async *walk(folder: string, prefix: string): AsyncIterable<ObjectInfo> {
    const entries = (await readdir(join(this.root, folder), { withFileTypes: true }).catch(absent)) ?? [];
    const order = (name: string, isFolder: boolean): string => (isFolder ? `${name}/` : name);
    entries.sort((a, b) => (order(a.name, a.isDirectory()) < order(b.name, b.isDirectory()) ? -1 : 1));
    for (const entry of entries) {
      const key = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (folder === '' && (entry.name === SCRATCH || entry.name === METADATA)) continue;
      if (entry.isDirectory()) {
        if (`${key}/`.startsWith(prefix) || prefix.startsWith(`${key}/`)) yield* this.walk(key, prefix);
      } else if (key.startsWith(prefix)) {
        const found = await stat(this.path(key)).catch(absent);
        if (found) yield { key, size: found.size, lastModified: found.mtime, metadata: {} };
      }
    }
  }

  private async putMetadata(key: string, options?: PutOptions): Promise<void> {
    const metadata = options?.metadata;
    if (!metadata || Object.keys(metadata).length === 0) return;
    await replaceDurably(join(this.root, METADATA, key), JSON.stringify(metadata), this.scratch);
  }

  private async ready(key: string): Promise<string> {
    const path = this.path(key);
    await mkdir(dirname(path), { recursive: true });
    return path;
  }

  /** @throws Error when the key would lead out of the store */
  private path(key: string): string {
    const path = join(this.root, key);
    const inside = relative(this.root, path);
    if (key === '' || inside.startsWith('..') || inside.startsWith(sep)) {
      throw new Error(
        'An object key must name a place inside its store: no empty key, no leading "/", no ".."',
      );
    }
    return path;
  }
}

function absent(error: unknown): undefined {
  // A directory that is named like an object is none.
  if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error) ?? '')) return undefined;
  throw error;
}
