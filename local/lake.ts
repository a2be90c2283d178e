import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import type { Dataset } from '../core/contracts';
import { DEFAULT_SMALL_CELL_THRESHOLD } from '../lib/config/defaults';
import type { PersonaConfig } from '../core/governance';
import { landSeed } from '../lambdas/landing/seed';
import { routesOf } from '../core/bronze';
import { distinct, qualified } from '../core/tables';
import { systemClock, type Clock, type EventStream, type SqlRow } from '../core/ports';
import { openPersonaEngine } from './access';
import { rowsOf, type EngineOptions } from './engine/duckdb-engine';
import type { TableFiles } from './engine/load-tables';
import { layoutOf, type LakeLayout } from './layout';
import type { LoadReport } from './load-report';
import { madePrivate } from './private-directory';
import { damages, moveAside, type Damage } from './repair';
import { status, type DatasetStatus } from './status';
import { DirectoryObjectStore } from './store/directory-object-store';
import { FileLedger } from './store/file-ledger';
import { FileLock } from './store/file-lock';
import { TableStore } from './store/table-store';
import { Bell } from './stream/bell';
import { LandingIncompleteError } from './stream/errors';
import { landStream } from './stream/lander';
import { LogStream } from './stream/log-stream';
import { SetAside } from './stream/set-aside';
import { LakeReader, type SqlReader } from './sql/lake-reader';
import { forgetGold, isIdle, transform, type TransformDeps, type TransformOptions } from './transform';

/** The files of a lake's tables at one moment, by the tables' qualified names. */
export interface LakeMoment {
  readonly lakeDir: string;
  readonly files: Readonly<Record<string, readonly string[]>>;
}

export interface LocalLakeOptions {
  /** The lake's directory; made when it isn't there. */
  readonly root: string;
  readonly datasets: readonly Dataset[];
  /** Where records go that don't say which dataset they are of. */
  readonly defaultDataset: string;
  /** Patients. @default DEFAULT_SMALL_CELL_THRESHOLD */
  readonly smallCellThreshold?: number;
  /** @default the system's */
  readonly clock?: Clock;
  /** When statements see its tables. @default when they first name one */
  readonly moment?: LakeMoment;
  /** Rows that one file of a table may hold. @default as {@link TransformDeps} says */
  readonly rowsPerFile?: number;
}

/** The whole lake in one directory: the same contracts, core and SQL as on AWS, on adapters of one machine. */
export class LocalLake {
  readonly layout: LakeLayout;
  /** Whether its directory has just been made, for its owner alone. */
  readonly isNew: boolean;
  readonly datasets: readonly Dataset[];
  readonly bronze: DirectoryObjectStore;
  readonly ledger: FileLedger;
  /** Lines of the stream that can't be read. */
  readonly setAside: SetAside;
  readonly clock: Clock;
  /** Rings when this process has something to be landed or loaded. */
  readonly arrivals = new Bell();
  private shard: Promise<LogStream> | undefined;

  constructor(private readonly options: LocalLakeOptions) {
    this.layout = layoutOf(options.root);
    this.isNew = madePrivate(options.root);
    this.datasets = distinct(options.datasets);
    this.bronze = new DirectoryObjectStore(this.layout.bronze);
    this.clock = options.clock ?? systemClock;
    this.setAside = new SetAside(this.layout.setAside);
    this.ledger = new FileLedger(this.layout.ledger, this.clock);
  }

  /** Where accepted events wait to be landed; opens a shard for this process. */
  stream(): Promise<EventStream> {
    return (this.shard ??= LogStream.open(this.layout.stream, this.clock, () => this.arrivals.ring()));
  }

  /**
   * Lands what waits in the stream.
   *
   * @returns records landed
   * @throws LandingIncompleteError when some of it could not be landed; the rest is
   */
  async land(): Promise<number> {
    const lock = await FileLock.acquire(this.layout.landingLock);
    try {
      const { landed, failures } = await landStream({
        bronze: this.bronze,
        ledger: this.ledger,
        routes: routesOf(this.datasets, this.options.defaultDataset),
        directory: this.layout.stream,
        setAside: this.setAside,
      });
      if (failures.length > 0) throw new LandingIncompleteError(landed, failures);
      return landed;
    } finally {
      await lock.release();
    }
  }

  /** Lands the reference datasets' files whose content is new. @returns rows landed */
  async landSeeds(): Promise<number> {
    let rows = 0;
    for (const dataset of this.datasets) {
      if (dataset.seed === undefined) continue;
      rows += await landSeed(dataset, await readFile(dataset.seed, 'utf8'), this);
    }
    return rows;
  }

  async transform(options?: TransformOptions): Promise<LoadReport[]> {
    return transform(this.transforming(), options);
  }

  /** The same, with reports of nothing when nothing is new. */
  async transformPending(options?: TransformOptions): Promise<LoadReport[]> {
    if (!(await isIdle(this.transforming()))) return this.transform(options);
    await forgetGold(this);
    return [];
  }

  private transforming(): TransformDeps {
    const { datasets, clock, layout, ledger } = this;
    const smallCellThreshold = this.options.smallCellThreshold ?? DEFAULT_SMALL_CELL_THRESHOLD;
    const { rowsPerFile } = this.options;
    const settings = { smallCellThreshold };
    return { datasets, clock, layout, ledger, settings, ...(rowsPerFile !== undefined && { rowsPerFile }) };
  }

  /** Athena SQL over every table of the lake, as it is at this moment. */
  async query(sql: string): Promise<SqlRow[]> {
    const reader = await this.reader();
    try {
      return rowsOf(await reader.answer(sql));
    } finally {
      reader.close();
    }
  }

  /** For many statements, one after the other. */
  async reader(limits: Pick<EngineOptions, 'memoryMb' | 'threads'> = {}): Promise<SqlReader> {
    const { layout, datasets, clock } = this;
    return LakeReader.open({ layout, datasets, tables: this.tableFiles() }, { clock, ...limits });
  }

  /** The same for a persona, who sees what Lake Formation would show and gets errors in Athena's words. */
  async readerAs(persona: string, personas: readonly PersonaConfig[]): Promise<SqlReader> {
    const { layout, datasets, clock } = this;
    const tables = this.tableFiles();
    return openPersonaEngine({
      lakeDir: layout.root,
      persona,
      personas,
      datasets,
      tables,
      engine: { clock },
    });
  }

  async status(): Promise<DatasetStatus[]> {
    return status(this, this.datasets);
  }

  /** What can't be read in the lake's directory, apart from bronze. */
  async damages(): Promise<Damage[]> {
    return damages(this.layout, this.datasets);
  }

  /** Moves what is damaged aside and builds again what bronze can. @returns what was damaged */
  async repair(): Promise<Damage[]> {
    const locks = [this.layout.landingLock, this.layout.transformLock];
    const held: FileLock[] = [];
    let found: Damage[];
    try {
      for (const lock of locks) held.push(await FileLock.acquire(lock));
      found = await this.damages();
      await moveAside(this.layout, found);
    } finally {
      for (const lock of held) await lock.release();
    }
    if (found.some(({ curable }) => curable)) {
      await this.land();
      await this.transform();
    }
    return found;
  }

  /** A table that wasn't there at that moment is seen as it is. */
  private tableFiles(): TableFiles {
    const store = new TableStore(this.layout.tables);
    const files = this.options.moment?.files;
    if (!files) return store;
    return { currentFiles: async (table) => files[qualified(table)] ?? store.currentFiles(table) };
  }

  async isEmpty(): Promise<boolean> {
    for await (const object of this.bronze.list('')) {
      if (this.datasets.some(({ bronze, sender }) => sender === 'api' && object.key.startsWith(`${bronze}/`)))
        return false;
    }
    return true;
  }

  tableDirectory(database: string): string {
    return join(this.layout.tables, database);
  }

  async close(): Promise<void> {
    await (await this.shard)?.close();
  }
}
