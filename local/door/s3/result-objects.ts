import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** An object of a persona's results. */
export interface ResultObject {
  readonly key: string;
  readonly path: string;
  readonly size: number;
  readonly changedAt: Date;
}

/** The results of one persona: everything below its name, and nothing else. */
export class ResultObjects {
  /** @param directory of the persona's results */
  constructor(
    private readonly persona: string,
    private readonly directory: string,
  ) {}

  /** Whether everything that begins so is the persona's. */
  owns(keyOrPrefix: string): boolean {
    return keyOrPrefix.startsWith(`${this.persona}/`);
  }

  async find(key: string): Promise<ResultObject | undefined> {
    const parts = key.split('/').slice(1);
    const isName = (part: string): boolean => /^[\w.=-]+$/.test(part) && !/^\.+$/.test(part);
    if (!this.owns(key) || !parts.every(isName)) return undefined;
    return this.described(key, join(this.directory, ...parts));
  }

  async delete(key: string): Promise<void> {
    const found = await this.find(key);
    if (found) await rm(found.path, { force: true });
  }

  /** In the order of their keys. */
  async list(prefix: string): Promise<readonly ResultObject[]> {
    const entries = await readdir(this.directory, { recursive: true, withFileTypes: true }).catch(() => []);
    const keys = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(this.directory.length + 1))
      .map((path) => `${this.persona}/${path}`)
      .filter((key) => key.startsWith(prefix))
      .sort();
    const found = await Promise.all(keys.map((key) => this.find(key)));
    return found.filter((each) => each !== undefined);
  }

  private async described(key: string, path: string): Promise<ResultObject | undefined> {
    const stat = await lstat(path).catch(() => undefined);
    return stat?.isFile() ? { key, path, size: stat.size, changedAt: stat.mtime } : undefined;
  }
}

export const etag = ({ size, changedAt }: ResultObject): string =>
  `"${changedAt.getTime().toString(16).padStart(16, '0')}${size.toString(16).padStart(16, '0')}"`;
