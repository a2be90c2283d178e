import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { RemoteInfo } from '../../../../lambdas/archive/fetch/remote-file';
import { replaceDurably } from '../../../store/durable-file';

const journalSchema = z.object({
  size: z.int().exactOptional(),
  version: z.string().exactOptional(),
  /** Parts that are on the disk. */
  done: z.array(z.int()),
});

/** What is known of a file that is being fetched, or was: beside it, so that another process can go on. */
export class FetchJournal {
  private readonly file: string;
  /** Where the bytes stand until they are whole. */
  readonly part: string;

  /** @param path of the file */
  constructor(private readonly path: string) {
    [this.file, this.part] = [`${path}.json`, `${path}.part`];
  }

  async note({ size, version }: RemoteInfo, done: Iterable<number>): Promise<void> {
    const noted = { size, version, done: [...done] };
    await replaceDurably(this.file, JSON.stringify(noted), dirname(this.path));
  }

  /** Whether the file is here as a whole, and is what its server has now. */
  async isWhole(info: RemoteInfo): Promise<boolean> {
    const isKnown = info.size !== undefined || info.version !== undefined;
    return isKnown && existsSync(this.path) && this.isOf(info, await this.read());
  }

  /** Parts that an earlier run has fetched of the same file. */
  async partsDone(info: RemoteInfo): Promise<readonly number[]> {
    // Without a version, or with a weak one, nobody knows whether the rest is of the same bytes.
    if (info.version === undefined || info.version.startsWith('W/') || !existsSync(this.part)) return [];
    const noted = await this.read();
    return noted && this.isOf(info, noted) ? noted.done : [];
  }

  async forget(): Promise<void> {
    for (const file of [this.path, this.part, this.file]) await rm(file, { force: true });
  }

  private isOf({ size, version }: RemoteInfo, noted: z.output<typeof journalSchema> | undefined): boolean {
    return noted !== undefined && noted.version === version && noted.size === size;
  }

  private async read(): Promise<z.output<typeof journalSchema> | undefined> {
    try {
      return journalSchema.parse(JSON.parse(await readFile(this.file, 'utf8')));
    } catch {
      return undefined;
    }
  }
}
