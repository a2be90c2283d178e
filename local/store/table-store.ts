import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { systemClock, type Clock } from '../../core/ports';
import { icebergFields, qualified, type IcebergField, type Table } from '../../core/tables';
import { clean } from '../iceberg/clean';
import { commit, prepare } from '../iceberg/commit';
import type { DataFile } from '../iceberg/data-file';
import { addVersion } from '../iceberg/metadata-versions';
import { filesOfAll, readTable, type TableState } from '../iceberg/read-table';
import { sharing } from '../iceberg/sharing';
import { spansOf, type Spans } from '../iceberg/spans';
import { fieldsOf, ownPartitions, partitionNames } from '../iceberg/table-fields';
import {
  currentSchema,
  newTable,
  withFields,
  withoutHistory,
  type TableMetadata,
} from '../iceberg/table-metadata';
import { ConcurrentWriteError, DamagedTableError, isNoRoom, NoRoomError } from './errors';
import { formerTable, removeFormer, type FormerTable } from './former-layout';

type Name = Pick<Table, 'database' | 'name'>;

/** The rows of a table at one time. */
export interface TableVersion {
  /** Another one whenever the rows may be others. */
  readonly id: string;
  /** Paths of the Parquet files that hold them, each once. */
  readonly files: readonly string[];
  readonly rows: number;
}

/** What a writer of a table goes by. */
export interface TableBase {
  /** Of the table's metadata; 0 before there are any. */
  readonly version: number;
  /** Paths of the Parquet files that hold its rows. */
  readonly files: readonly string[];
}

/** What a writer of a table's files has to know. */
export interface WriteTarget {
  /** Where the files go. */
  readonly directory: string;
  /** The same in the table's directory. */
  readonly folder: string;
  /** With which each file's name begins. */
  readonly prefix: string;
  readonly fields: readonly IcebergField[];
  /** Columns of which each file holds one value. */
  readonly partitions: readonly string[];
  /** The values of the first of them that are written; undefined for all. */
  readonly only?: readonly string[];
  /** Files whose rows are written; undefined for all. */
  readonly spans?: Spans;
  /** Rows that one file may hold. */
  readonly rowsPerFile: number;
}

/** How much of a table is written. @default all of it */
interface Extent {
  /** Values of the first partition's column that have changed; files of others stay. */
  readonly only?: readonly string[];
  /** Files that hold what has changed; the others stay. */
  readonly spans?: Spans;
}

const FOLDER = 'data';

/** So that one changed record costs less than a twentieth of a table of a million. */
const ROWS_PER_FILE = 32_768;

/**
 * Silver and gold as Iceberg tables in the layout of a Hadoop catalog. A version is written beside the last one and
 * becomes current by the name of one file, so that readers in other processes see the old table or the new one.
 */
export class TableStore {
  /**
   * @param clock dates the versions. @default the system's
   * @param say told what goes wrong and stops nothing. @default standard error
   * @param rowsPerFile rows that one file may hold. @default 32,768
   */
  constructor(
    private readonly root: string,
    private readonly clock: Clock = systemClock,
    private readonly say: (problem: string) => void = (problem) => void process.stderr.write(`${problem}\n`),
    readonly rowsPerFile = ROWS_PER_FILE,
  ) {}

  directory(table: Name): string {
    return join(this.root, table.database, table.name);
  }

  /** What the table holds now; undefined before its first version. @throws DamagedTableError when its metadata can't be read */
  async current(table: Name): Promise<TableVersion | undefined> {
    const directory = this.directory(table);
    const state = await this.state(table);
    if (state?.snapshot) {
      const { snapshot, files } = state;
      return {
        id: String(snapshot['snapshot-id']),
        files: files.data.map(({ path }) => join(directory, path)),
        rows: files.data.reduce((rows, file) => rows + file.rows, 0),
      };
    }
    const former: FormerTable | undefined = await this.readable(table, () => formerTable(directory));
    return former && { id: former.file, files: [join(directory, former.file)], rows: former.rows };
  }

  /** Paths of the Parquet files that hold the table now; undefined before its first version. */
  async currentFiles(table: Name): Promise<readonly string[] | undefined> {
    return (await this.current(table))?.files;
  }

  /** What a writer starts from: it is first, as long as nobody has written the table after this. */
  async base(table: Name): Promise<TableBase> {
    const version = (await this.state(table))?.version ?? 0;
    return { version, files: (await this.currentFiles(table)) ?? [] };
  }

  /** The files of a partition, for a writer that changes some; undefined where they are to be written whole. */
  async spans(table: Table, partition: Spans['partition'] = []): Promise<Spans | undefined> {
    if (!(await this.isUpToDate(table))) return undefined;
    const state = await this.state(table);
    const isClustered = (table.clusters ?? []).length > 0;
    return state && spansOf(state.metadata, state.files.data, partition, isClustered, this.rowsPerFile);
  }

  /**
   * Names of the files that hold the table; undefined where there are none by name. What is in a file stays, and a name is
   * never used again.
   */
  async fileNames(table: Name): Promise<readonly string[] | undefined> {
    const state = await this.state(table);
    return state?.snapshot && state.files.data.map(({ path }) => path);
  }

  /** Of the table's other files those that may hold rows of a key of which these hold some. @param names of files */
  async sharing(table: Table, names: readonly string[]): Promise<string[]> {
    const state = await this.state(table);
    if (!state) return [];
    const isOne = ({ path }: DataFile): boolean => names.includes(path);
    const { data } = state.files;
    const others = data.filter((file) => !isOne(file));
    return sharing(state.metadata, others, data.filter(isOne), table.key).map(({ path }) => path);
  }

  /** Whether the table is there as its contract says, and where its metadata say; only then others can read it. */
  async isUpToDate(table: Table): Promise<boolean> {
    const state = await this.state(table);
    if (!state?.snapshot) return false;
    const { metadata } = state;
    if (metadata.location !== this.location(table)) return false;
    return withFields(metadata, fieldsOf(table, metadata)) === metadata;
  }

  /**
   * Makes a new version current.
   *
   * @param write writes Parquet files as it is told
   * @param options.base version whose rows the writer had before it. @default what is there now
   * @returns the new version
   * @throws ConcurrentWriteError when another writer was first
   * @throws Error when the write fails; the table stays as it was
   */
  async replace(
    table: Table,
    write: (target: WriteTarget) => Promise<readonly DataFile[]>,
    { base: known, only, spans }: { readonly base?: number } & Extent = {},
  ): Promise<number> {
    const directory = this.directory(table);
    const before = await this.state(table);
    if (known !== undefined && known !== (before?.version ?? 0)) throw new ConcurrentWriteError(table);
    prepare(directory);
    const now = this.clock.now().getTime();
    const base = before?.metadata ?? this.created(table, now);
    const isMoved = base.location !== this.location(table);
    const metadata = { ...withFields(base, fieldsOf(table, base)), location: this.location(table) };
    const isSame = before !== undefined && !isMoved && currentSchema(metadata) === currentSchema(base);
    const partitions = partitionNames(metadata);
    if (spans && !isSame) throw new ConcurrentWriteError(table);
    const extent = isSame ? { ...(partitions.length > 0 && only && { only }), ...(spans && { spans }) } : {};
    const prefix = randomUUID();
    let next: TableState | undefined;
    try {
      const added = await write({
        directory: join(directory, FOLDER),
        folder: FOLDER,
        prefix,
        fields: icebergFields(table, currentSchema(metadata).fields),
        partitions,
        rowsPerFile: this.rowsPerFile,
        ...extent,
      });
      const kept = isSame ? before.files.data.filter((file) => isOutside(file, extent)) : [];
      next = await commit(directory, {
        before: before ?? { version: 0 },
        metadata,
        contents: { added, kept },
        history: before?.snapshot && !isMoved ? [before.snapshot] : [],
        now,
      });
    } catch (cause) {
      await this.takeBack(table, prefix);
      if (isNoRoom(cause)) throw new NoRoomError(table, cause);
      throw new Error(`Table ${qualified(table)} could not be written and stays as it was`, { cause });
    }
    if (!next) {
      await this.takeBack(table, prefix);
      throw new ConcurrentWriteError(table);
    }
    const { version } = next;
    await this.tidy(table, next, before);
    return version;
  }

  /** Whether the table is there, with rows or without. */
  async exists(table: Name): Promise<boolean> {
    return ((await this.state(table)) ?? (await this.current(table))) !== undefined;
  }

  /** Creates a table that isn't there yet, without rows. */
  async create(table: Table): Promise<void> {
    if (await this.exists(table)) return;
    const directory = this.directory(table);
    prepare(directory);
    await addVersion(directory, 1, this.created(table, this.clock.now().getTime()));
  }

  /** Whether snapshots of the table can be read that were replaced before a time. */
  async remembers(table: Table, time: Date): Promise<boolean> {
    const state = await this.state(table);
    if (!state?.snapshot || state.metadata.snapshots.length < 2) return false;
    return state.snapshot['timestamp-ms'] < time.getTime();
  }

  /** Takes away every snapshot but the current one. */
  async forget(table: Table): Promise<void> {
    const directory = this.directory(table);
    const before = await this.state(table);
    if (!before) return;
    const metadata = withoutHistory(before.metadata);
    if (!(await addVersion(directory, before.version + 1, metadata))) throw new ConcurrentWriteError(table);
    const state = { ...before, version: before.version + 1, metadata };
    await this.tidy(table, state, before);
  }

  /** What is written counts, whether or not what it replaces can be taken away: it goes with a later write. */
  private async tidy(table: Table, state: TableState, before: TableState | undefined): Promise<void> {
    const directory = this.directory(table);
    try {
      if (before)
        await clean(directory, state, await filesOfAll(directory, before), this.clock.now().getTime());
      await removeFormer(directory);
    } catch (error) {
      this.say(
        `Table ${qualified(table)} is written; files that it was before could not be removed: ${String(error)}`,
      );
    }
  }

  /** Removes the files of a write that has failed, unless it has come as far as being what the table holds. */
  private async takeBack(table: Table, prefix: string): Promise<void> {
    const files = (await this.current(table).catch(() => undefined))?.files ?? [];
    if (files.some((file) => basename(file).startsWith(prefix))) return;
    const folder = join(this.directory(table), FOLDER);
    for (const name of await readdir(folder).catch(() => []))
      if (name.startsWith(prefix)) await rm(join(folder, name), { recursive: true, force: true });
  }

  private async state(table: Name): Promise<TableState | undefined> {
    return this.readable(table, async () => readTable(this.directory(table)));
  }

  private async readable<T>(table: Name, read: () => T | Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (cause) {
      throw new DamagedTableError(table, 'its metadata are cut, or a file that they name is gone', cause);
    }
  }

  private created(table: Table, now: number): TableMetadata {
    const fields = icebergFields(table);
    return newTable(this.location(table), fields, ownPartitions(table, fields), now);
  }

  private location(table: Name): string {
    return `file://${this.directory(table)}`;
  }
}

/** Whether a file stays when an extent of its table is written. */
function isOutside({ path, partition }: DataFile, { only, spans }: Extent): boolean {
  if (spans) return !spans.files.some((file) => file.path === path);
  return only !== undefined && !only.includes(partition[0] ?? '');
}
