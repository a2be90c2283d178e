import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock, type Clock } from '../../core/ports';
import { qualified, type Table } from '../../core/tables';
import { replaceDurably } from './durable-file';
import { DamagedTableError } from './errors';

/** What a table's pointer file says. */
export interface TableVersion {
  /** Name of the Parquet file in the table's directory. */
  readonly file: string;
  readonly rows: number;
  /** ISO 8601, UTC. */
  readonly writtenAt: string;
}

const POINTER = 'current.json';

/**
 * The Parquet files of silver and gold. A version is written beside the last one and becomes current by
 * the renaming of one small file, so that readers in other processes see the old table or the new one.
 */
export class TableStore {
  /** @param clock dates the versions. @default the system's */
  constructor(
    private readonly root: string,
    private readonly clock: Clock = systemClock,
  ) {}

  directory(table: Pick<Table, 'database' | 'name'>): string {
    return join(this.root, table.database, table.name);
  }

  /** @throws DamagedTableError when its pointer can't be read */
  async current(table: Pick<Table, 'database' | 'name'>): Promise<TableVersion | undefined> {
    const text = await readFile(join(this.directory(table), POINTER), 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text) as TableVersion;
    } catch (cause) {
      throw new DamagedTableError(table, `its pointer ${POINTER} is no whole JSON`, cause);
    }
  }

  /** Path of the Parquet file that holds the table now; undefined before its first version. */
  async currentFile(table: Pick<Table, 'database' | 'name'>): Promise<string | undefined> {
    const version = await this.current(table);
    return version && join(this.directory(table), version.file);
  }

  /**
   * Makes a new version current.
   *
   * @param write writes the Parquet file at the path it is given and returns its number of rows
   * @throws Error when the write fails; the table stays as it was
   */
  async replace(table: Table, write: (path: string) => Promise<number>): Promise<void> {
    const directory = this.directory(table);
    await mkdir(directory, { recursive: true });
    const before = await this.current(table);
    const file = `${table.name}-${randomUUID()}.parquet`;
    try {
      const rows = await write(join(directory, file));
      const version: TableVersion = { file, rows, writtenAt: this.clock.now().toISOString() };
      await replaceDurably(join(directory, POINTER), JSON.stringify(version), directory);
    } catch (cause) {
      await rm(join(directory, file), { force: true });
      throw new Error(`Table ${qualified(table)} could not be written and stays as it was`, { cause });
    }
    await this.clean(directory, new Set([POINTER, file, before?.file]));
  }

  /** The version before stays for readers that have just looked it up. */
  private async clean(directory: string, keep: ReadonlySet<string | undefined>): Promise<void> {
    for (const name of await readdir(directory)) {
      if (!keep.has(name)) await rm(join(directory, name), { force: true });
    }
  }
}
